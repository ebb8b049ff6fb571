using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Nothing comes into a bucket that it may not take, by any way that S3 has; and who tried is in the log.</summary>
public sealed class MarkingsAndPlaces : IAsyncDisposable
{
    private static readonly (string, string) Confidential = ("x-amz-meta-marking", "departementaal-vertrouwelijk");

    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task A_put_above_the_marking_of_the_bucket_is_refused_with_the_reason_and_logged()
    {
        await BeginAsync();
        Assert.Contains("more sensitive (marking confidential, data class internal)", await RefusedAsync("PUT", "/laag/nota", Confidential), StringComparison.Ordinal);
        await DoAsync("PUT", "/hoog/nota", Confidential);
        await RefusedAsync("PUT", "/laag/nota", ("x-amz-meta-data-class", "confidential"));
        await RefusedAsync("PUT", "/hoog/nota", ("x-amz-meta-marking", "Stg. Geheim"));
        Assert.Contains("expected one of public", await RefusedAsync("InvalidArgument", "PUT", "/hoog/nota", ("x-amz-meta-marking", "hoogst")), StringComparison.Ordinal);
        Assert.Equal("AccessDenied (marking)", await OutcomeAsync("s3:PutObject laag/nota"));
    }

    [Fact]
    public async Task A_form_is_held_to_it_too_and_its_sender_is_in_the_log()
    {
        await BeginAsync();
        using var form = SignedForm(("x-amz-meta-marking", "confidential"), ("key", "nota"));
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(vault.Address, "/laag"), form, TestContext.Current.CancellationToken);
        Assert.Contains("more sensitive", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("AccessDenied (marking)", await OutcomeAsync("s3:PostObject laag/nota"));
        Assert.Equal(vault.Officer, Entries().Last(e => e.What == "s3:PostObject").Who);
    }

    [Fact]
    public async Task An_upload_in_parts_is_held_to_it_when_it_begins()
    {
        await BeginAsync();
        await RefusedAsync("POST", "/laag/nota?uploads=", Confidential);
        await DoAsync("POST", "/hoog/nota?uploads=", Confidential);
    }

    [Fact]
    public async Task A_copy_takes_along_what_its_source_said()
    {
        await BeginAsync();
        await DoAsync("PUT", "/hoog/open", ("x-amz-meta-marking", "internal"), ("x-amz-meta-data-class", "internal"));
        await DoAsync("PUT", "/hoog/nota", Confidential);
        await DoAsync("PUT", "/laag/open", ("x-amz-copy-source", "/hoog/open"));
        await RefusedAsync("PUT", "/laag/nota", ("x-amz-copy-source", "/hoog/nota"));
    }

    [Fact]
    public async Task A_copy_of_what_said_nothing_is_as_sensitive_as_the_bucket_that_it_comes_from()
    {
        await BeginAsync();
        await DoAsync("PUT", "/hoog/stil");
        Assert.Contains("The source is more sensitive", await RefusedAsync("PUT", "/laag/stil", ("x-amz-copy-source", "/hoog/stil")), StringComparison.Ordinal);
        await RefusedAsync("PUT", "/laag/stil", ("x-amz-copy-source", "/hoog/stil"), ("x-amz-metadata-directive", "REPLACE"));
    }

    [Fact]
    public async Task A_copy_cannot_be_said_to_be_less_sensitive_in_order_to_be_copied_down_after()
    {
        await BeginAsync();
        await DoAsync("PUT", "/hoog/stil");
        await RefusedAsync(
            "PUT", "/hoog/open", ("x-amz-copy-source", "/hoog/stil"), ("x-amz-metadata-directive", "REPLACE"), ("x-amz-meta-marking", "public"));
    }

    [Fact]
    public async Task A_part_is_not_copied_into_an_upload_that_takes_less()
    {
        await BeginAsync();
        await DoAsync("PUT", "/hoog/stil");
        await DoAsync("PUT", "/laag/stil");
        var begun = await DoAsync("POST", "/laag/nota?uploads=");
        var id = begun.Split("<UploadId>")[1].Split('<')[0];
        await RefusedAsync("PUT", $"/laag/nota?partNumber=1&uploadId={id}", ("x-amz-copy-source", "/hoog/stil"));
        await DoAsync("PUT", $"/laag/nota?partNumber=1&uploadId={id}", ("x-amz-copy-source", "/laag/stil"));
    }

    [Fact]
    public async Task What_began_before_a_bucket_was_lowered_does_not_end_in_it()
    {
        await BeginAsync();
        var id = (await DoAsync("POST", "/hoog/nota?uploads=", Confidential)).Split("<UploadId>")[1].Split('<')[0];
        using var part = await vault.SendAsync("PUT", $"/hoog/nota?partNumber=1&uploadId={id}", "tekst");
        var etag = part.Headers.ETag!.Tag;
        vault.Change("hoog", bucket => bucket with { Marking = Marking.Internal });
        var document = $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{etag}</ETag></Part></CompleteMultipartUpload>";
        using var answer = await vault.SendAsync("POST", $"/hoog/nota?uploadId={id}", document);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_put_where_the_vault_keeps_it_in_a_place_that_the_bucket_does_not_allow()
    {
        await BeginAsync();
        var id = (await DoAsync("POST", "/laag/deel?uploads=")).Split("<UploadId>")[1].Split('<')[0];
        vault.Change("laag", bucket => bucket with { AllowedPlaces = [Country.Of("DE").Value] });
        Assert.Contains("may be kept in DE only", await RefusedAsync("PUT", "/laag/nota"), StringComparison.Ordinal);
        await RefusedAsync("PUT", $"/laag/deel?partNumber=1&uploadId={id}");
        Assert.Equal("AccessDenied (place)", await OutcomeAsync("s3:PutObject laag/nota"));
    }

    [Fact]
    public async Task A_bucket_says_what_it_takes_when_it_is_made_and_when_it_is_asked_for()
    {
        await BeginAsync();
        await DoAsync("PUT", "/plek", ("x-sluis-places", "NL,DE"), ("x-sluis-data-class", "openbaar"));
        using var head = await vault.SendAsync("HEAD", "/plek");
        Assert.Equal(
            ("internal", "public", "DE,NL"),
            (Header("x-sluis-marking"), Header("x-sluis-data-class"), Header("x-sluis-places")));
        await RefusedAsync("PUT", "/elders", ("x-sluis-places", "DE"));
        await RefusedAsync("PUT", "/geheim", ("x-sluis-marking", "stg. geheim"));
        await RefusedAsync("BucketAlreadyExists", "PUT", "/plek", ("x-sluis-places", "NL"));
        await DoAsync("PUT", "/plek", ("x-sluis-places", "DE,NL"), ("x-sluis-data-class", "public"));

        string Header(string name) => head.Headers.GetValues(name).Single();
    }

    [Fact]
    public async Task Who_is_no_officer_makes_no_bucket_for_what_is_confidential()
    {
        var clerk = vault.Add(ServedVault.Body, "klerk");
        await BeginAsync();
        using var refused = await vault.SendAsync(clerk, "PUT", "/stuk", headers: ("x-sluis-marking", "confidential"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var made = await vault.SendAsync(clerk, "PUT", "/stuk");
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
    }

    private async Task BeginAsync()
    {
        await vault.ServeAsync();
        await DoAsync("PUT", "/hoog", ("x-sluis-marking", "confidential"), ("x-sluis-data-class", "confidential"));
        await DoAsync("PUT", "/laag");
    }

    private async Task<string> DoAsync(string method, string path, params (string, string)[] headers)
    {
        using var answer = await vault.SendAsync(vault.Boss, method, path, "", headers);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private Task<string> RefusedAsync(string method, string path, params (string, string)[] headers) =>
        RefusedAsync("AccessDenied", method, path, headers);

    private async Task<string> RefusedAsync(string code, string method, string path, params (string, string)[] headers)
    {
        using var answer = await vault.SendAsync(vault.Boss, method, path, "", headers);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<Code>{code}</Code>", text, StringComparison.Ordinal);
        return text;
    }

    private async Task<string> OutcomeAsync(string whatAndOnWhat)
    {
        await vault.StopAsync();
        return Entries().First(e => e.Outcome != "ok" && $"{e.What} {e.OnWhat}" == whatAndOnWhat).Outcome;
    }

    private List<LogEntry> Entries() => [.. vault.Log.From(0).Select(e => e!.Entry().Value)];

    private MultipartFormDataContent SignedForm(params (string Name, string Value)[] said)
    {
        var now = TimeProvider.System.GetUtcNow();
        var time = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var key = S3SigningKey.Of(vault.Boss.Secret, time[..8], "nl");
        (string Name, string Value)[] fields =
        [
            .. said, ("x-amz-algorithm", S3Signature.Algorithm), ("x-amz-credential", $"{vault.Boss.AccessKeyId}/{key.Scope}"), ("x-amz-date", time),
        ];
        var conditions = string.Join(',', fields.Select(f => $"{{\"{f.Name}\":\"{f.Value}\"}}").Append("{\"bucket\":\"laag\"}"));
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"{{\"expiration\":\"{now.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}\",\"conditions\":[{conditions}]}}"));
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("policy", policy)).Append(("x-amz-signature", key.Sign(policy))))
        {
            form.Add(new StringContent(value), $"\"{name}\"");
        }

        form.Add(new ByteArrayContent(RandomNumberGenerator.GetBytes(10)), "\"file\"", "\"nota.txt\"");
        return form;
    }
}
