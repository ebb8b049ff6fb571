using System.Globalization;
using System.Text;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What people rely on in S3 beyond putting and getting; Ceph's s3-tests ask far more (docs/protocols/s3.md).</summary>
public sealed class WhatS3Promises(AVault vault) : IClassFixture<AVault>
{
    [Fact]
    public void An_object_with_a_key_of_the_customer_opens_with_that_key_alone()
    {
        using var desk = new Desk(vault, vault.Ministry);
        desk.File("key", Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef"));
        desk.File("other", Encoding.ASCII.GetBytes("another key of just as many ones"));
        var content = desk.File("secret", 100_000);
        const string WithKey = "--sse-customer-algorithm AES256 --sse-customer-key fileb://key";
        desk.Does("aws", "s3 mb s3://customer");
        desk.Does("aws", $"s3api put-object --bucket customer --key secret --body secret {WithKey}");
        desk.Does("aws", $"s3api get-object --bucket customer --key secret {WithKey} opened");
        Assert.Equal(content, desk.Read("opened"));
        desk.Does("aws", $"s3api head-object --bucket customer --key secret {WithKey}");
        Assert.NotEqual(0, desk.Says("aws", "s3api get-object --bucket customer --key secret none").ExitCode);
        Assert.NotEqual(0, desk.Says(
            "aws", "s3api get-object --bucket customer --key secret --sse-customer-algorithm AES256 --sse-customer-key fileb://other none").ExitCode);
    }

    [Fact]
    public void A_deleted_object_comes_back_where_versions_are_kept()
    {
        using var desk = new Desk(vault, vault.Ministry);
        var first = desk.File("first", 10);
        desk.File("second", 10);
        desk.Does("aws", "s3 mb s3://versions");
        desk.Does("aws", "s3api put-bucket-versioning --bucket versions --versioning-configuration Status=Enabled");
        var id = desk.Does("aws", "s3api put-object --bucket versions --key note --body first --query VersionId --output text").Trim();
        desk.Does("aws", "s3api put-object --bucket versions --key note --body second");
        var marker = desk.Does("aws", "s3api delete-object --bucket versions --key note --query VersionId --output text").Trim();
        Assert.NotEqual(0, desk.Says("aws", "s3api head-object --bucket versions --key note").ExitCode);
        desk.Does("aws", $"s3api get-object --bucket versions --key note --version-id {id} back");
        Assert.Equal(first, desk.Read("back"));
        desk.Does("aws", $"s3api delete-object --bucket versions --key note --version-id {marker}");
        desk.Does("aws", "s3api head-object --bucket versions --key note");
    }

    [Fact]
    public void A_locked_version_cannot_be_removed_by_its_officer()
    {
        using var desk = new Desk(vault, vault.Ministry);
        desk.File("deed", 10);
        var until = DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        desk.Does("aws", "s3api create-bucket --bucket locked --object-lock-enabled-for-bucket --create-bucket-configuration LocationConstraint=nl");
        var id = desk.Does("aws",
            $"s3api put-object --bucket locked --key deed --body deed --object-lock-mode COMPLIANCE --object-lock-retain-until-date {until} --query VersionId --output text").Trim();
        var refused = desk.Says("aws", $"s3api delete-object --bucket locked --key deed --version-id {id} --bypass-governance-retention");
        Assert.Contains("AccessDenied", refused.Error, StringComparison.Ordinal);
        desk.Does("aws", $"s3api head-object --bucket locked --key deed --version-id {id}");
    }

    [Fact]
    public void A_part_that_is_sent_again_takes_the_place_of_the_first_and_a_missing_one_is_refused()
    {
        using var desk = new Desk(vault, vault.Ministry);
        desk.File("wrong", 6 * 1024 * 1024);
        var (one, two) = (desk.File("one", 6 * 1024 * 1024), desk.File("two", 100));
        desk.Does("aws", "s3 mb s3://parts");
        var id = desk.Does("aws", "s3api create-multipart-upload --bucket parts --key whole --query UploadId --output text").Trim();
        string Part(int number, string file) => desk.Does(
            "aws", $"s3api upload-part --bucket parts --key whole --part-number {number} --body {file} --upload-id {id} --query ETag --output text").Trim();
        Part(1, "wrong");
        var (first, second) = (Part(1, "one"), Part(2, "two"));
        string Complete(string etag) =>
            $"s3api complete-multipart-upload --bucket parts --key whole --upload-id {id} --multipart-upload Parts=[{{ETag={etag},PartNumber=1}},{{ETag={second},PartNumber=2}}]";
        Assert.Contains("InvalidPart", desk.Says("aws", Complete("\"00000000000000000000000000000000\"")).Error, StringComparison.Ordinal);
        desk.Does("aws", Complete(first));
        desk.Does("aws", "s3api get-object --bucket parts --key whole whole");
        Assert.Equal([.. one, .. two], desk.Read("whole"));
    }
}
