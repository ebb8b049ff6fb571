using System.Text;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A policy that speaks of the tags of objects holds for deleting them too.</summary>
public sealed class PoliciesOverTags(AVault vault) : IClassFixture<AVault>
{
    [Fact]
    public void What_a_policy_keeps_by_its_tag_is_not_deleted_by_an_officer_either()
    {
        using var desk = new Desk(vault, vault.Ministry);
        desk.File("letter", 10);
        desk.File("policy.json", Encoding.UTF8.GetBytes("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject",
              "Resource": "arn:aws:s3:::tagged/*", "Condition": {"StringEquals": {"s3:ExistingObjectTag/keep": "yes"}}}]}
            """));
        desk.Does("aws", "s3 mb s3://tagged");
        desk.Does("aws", "s3api put-object --bucket tagged --key kept --body letter --tagging keep=yes");
        desk.Does("aws", "s3api put-object --bucket tagged --key loose --body letter --tagging keep=no");
        desk.Does("aws", "s3api put-bucket-policy --bucket tagged --policy file://policy.json");

        Assert.Contains("AccessDenied", desk.Says("aws", "s3api delete-object --bucket tagged --key kept").Error, StringComparison.Ordinal);
        desk.Does("aws", "s3api delete-object --bucket tagged --key loose");
        Assert.Equal("kept", desk.Does("aws", "s3api list-objects-v2 --bucket tagged --query Contents[].Key --output text").Trim());
    }
}
