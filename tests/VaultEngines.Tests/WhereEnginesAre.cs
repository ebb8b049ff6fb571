namespace Sluiswachter.VaultEngines.Tests;

/// <summary>Addresses of databases and S3 services, as an operator types them.</summary>
public sealed class WhereEnginesAre
{
    [Theory]
    [InlineData("https://s3.example.nl/kluis", "https://s3.example.nl/kluis", "")]
    [InlineData("https://s3.example.nl/kluis/", "https://s3.example.nl/kluis", "")]
    [InlineData("http://10.0.0.7:9000/kluis/nl/een", "http://10.0.0.7:9000/kluis", "nl/een/")]
    public void A_bucket_and_a_prefix_are_read(string text, string bucket, string prefix)
    {
        var address = BlobsAddress.Of(text).Value;
        Assert.Equal((new Uri(bucket), prefix), (address.Bucket, address.Prefix));
        Assert.Equal(address, BlobsAddress.Of(address.ToString()).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kluis")]
    [InlineData("https://s3.example.nl")]
    [InlineData("https://s3.example.nl/")]
    [InlineData("ftp://s3.example.nl/kluis")]
    [InlineData("https://s3.example.nl/kluis?x=1")]
    [InlineData("https://key:geheim@s3.example.nl/kluis")]
    [InlineData("https://s3.example.nl/kluis/a b")]
    public void What_is_no_address_of_a_bucket_is_refused_without_repeating_a_secret(string text) =>
        Assert.DoesNotContain("geheim", Assert.IsType<MalformedBlobsAddress>(BlobsAddress.Of(text).Problem).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://AK:geheim@host.example/kopie")]
    [InlineData("https://host.example/kopie?secret=geheim")]
    [InlineData("kopie")]
    public void The_place_of_a_copy_is_refused_without_repeating_a_secret(string text)
    {
        var problem = Assert.IsType<MalformedBlobsAddress>(Copy(text).Problem);
        Assert.DoesNotContain("geheim", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("this", problem.Says.Dutch, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://host.example/kopie/nl", true)]
    [InlineData("http://127.0.0.1:9000/kopie", true)]
    [InlineData("http://host.example/kopie", false)]
    public void A_copy_elsewhere_is_reached_with_TLS_only(string text, bool isReached)
    {
        var copy = Copy(text);
        Assert.Equal(isReached, copy.Problem is null);
        Assert.True(isReached || copy.Problem is CopyInTheOpen);
    }

    private static Model.Result<S3Copy> Copy(string address)
    {
        using var http = new HttpClient();
        return S3Copy.At(http, address, new Vault.S3Credential("AK", "secret"), TimeProvider.System);
    }

    [Fact]
    public void A_database_is_read_and_a_password_is_not_kept()
    {
        const string text = "postgres:Host=db.example.nl;Database=kluis;Username=kluis;Passfile=/etc/kluis/pgpass";
        Assert.Equal(text, PostgresAddress.Of(text).Value.ToString());
        Assert.IsType<PasswordInAddress>(PostgresAddress.Of("postgres:Host=db;Database=kluis;Password=geheim").Problem);
        Assert.IsType<MalformedPostgresAddress>(PostgresAddress.Of("postgres:Database=kluis").Problem);
        Assert.IsType<MalformedPostgresAddress>(PostgresAddress.Of("postgres:Host=db;Colour=red;Database=kluis").Problem);
        Assert.IsType<MalformedPostgresAddress>(PostgresAddress.Of("Host=db;Database=kluis").Problem);
    }
}
