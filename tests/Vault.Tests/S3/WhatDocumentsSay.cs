using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Vault.Tests;

public sealed class WhatDocumentsSay
{
    private const string Space = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly S3Owner Owner = new("rws", "Rijkswaterstaat");

    public static TheoryData<string> Readers => [.. AllReaders.Keys];

    private static readonly Dictionary<string, Func<byte[], (S3Refusal? Refusal, Func<byte[]>? Write)>> AllReaders = new(StringComparer.Ordinal)
    {
        ["Tagging"] = document => Read(TagSet.Read(document, 10), tags => tags.Write),
        ["VersioningConfiguration"] = document => Read(VersioningConfiguration.Read(document), value => value.Write),
        ["Retention"] = document => Read(Retention.Read(document), value => value is null ? null : value.Write),
        ["LegalHold"] = document => Read(LegalHold.Read(document), value => value.Write),
        ["ObjectLockConfiguration"] = document => Read(ObjectLockConfiguration.Read(document), value => value.Write),
        ["AccessControlPolicy"] = document => Read(AccessControlPolicy.Read(document), value => value.Write),
        ["CORSConfiguration"] = document => Read(CorsConfiguration.Read(document), value => value.Write),
        ["LifecycleConfiguration"] = document => Read(LifecycleConfiguration.Read(document), value => value.Write),
        ["PublicAccessBlockConfiguration"] = document => Read(PublicAccessBlock.Read(document), value => value.Write),
        ["OwnershipControls"] = document => Read(OwnershipControls.Read(document), value => value.Write),
        ["ServerSideEncryptionConfiguration"] = document => Read(EncryptionConfiguration.Read(document), value => value.Write),
        ["Delete"] = document => Read(DeleteRequest.Read(document), _ => null),
        ["CompleteMultipartUpload"] = document => Read(CompleteRequest.Read(document), _ => null),
        ["CreateBucketConfiguration"] = document => Read(LocationConstraint.ReadCreation(document), value => value.Write),
    };

    [Theory]
    [InlineData("<Tagging><TagSet><Tag><Key>dike</Key><Value>a b</Value></Tag><Tag><Key>sluice</Key><Value /></Tag></TagSet></Tagging>")]
    [InlineData("<Tagging><TagSet /></Tagging>")]
    [InlineData("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")]
    [InlineData("<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>")]
    [InlineData("<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>2030-01-01T00:00:00.000Z</RetainUntilDate></Retention>")]
    [InlineData("<LegalHold><Status>ON</Status></LegalHold>")]
    [InlineData("<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>")]
    [InlineData("<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>7</Years></DefaultRetention></Rule></ObjectLockConfiguration>")]
    [InlineData("<CORSConfiguration><CORSRule><ID>one</ID><AllowedHeader>x-*</AllowedHeader><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>5</MaxAgeSeconds></CORSRule></CORSConfiguration>")]
    [InlineData("<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Prefix>logs/</Prefix><Expiration><Days>30</Days></Expiration></Rule></LifecycleConfiguration>")]
    [InlineData("<LifecycleConfiguration><Rule><ID>a</ID><Status>Disabled</Status><Filter><Prefix /></Filter><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration><AbortIncompleteMultipartUpload><DaysAfterInitiation>2</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>")]
    [InlineData("<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><And><Prefix>p</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter><Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration><Transition><Days>0</Days><StorageClass>COLD</StorageClass></Transition><NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>COLD</StorageClass></NoncurrentVersionTransition></Rule></LifecycleConfiguration>")]
    [InlineData("<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>")]
    [InlineData("<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>")]
    [InlineData("<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>")]
    [InlineData("<AccessControlPolicy><Owner><ID>rws</ID></Owner><AccessControlList><Grant><Grantee xsi:type=\"CanonicalUser\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><ID>kadaster</ID><DisplayName>Kadaster</DisplayName></Grantee><Permission>READ_ACP</Permission></Grant><Grant><Grantee xsi:type=\"Group\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant><Grant><Grantee xsi:type=\"AmazonCustomerByEmail\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><EmailAddress>post@dike.nl</EmailAddress></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>")]
    public void What_is_read_is_written_back_with_or_without_a_namespace(string document)
    {
        var root = document[1..document.IndexOfAny(['>', ' '])];
        var spaced = document.Insert(root.Length + 1, " " + Space);
        foreach (var form in new[] { document, spaced, spaced.Replace("><", ">\n  <", StringComparison.Ordinal) })
        {
            var (refusal, write) = AllReaders[root](Encoding.UTF8.GetBytes(form));
            Assert.Null(refusal);
            Assert.Equal(spaced, Written(write!()));
        }
    }

    [Theory]
    [InlineData("<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>", S3Error.MalformedXML)]
    [InlineData("<Tagging><TagSet><Tag><Key></Key><Value>b</Value></Tag></TagSet></Tagging>", S3Error.InvalidTag)]
    [InlineData("<Tagging><TagSet><Tag><Key>a</Key><Value /></Tag><Tag><Key>a</Key><Value /></Tag></TagSet></Tagging>", S3Error.InvalidTag)]
    [InlineData("<VersioningConfiguration />", S3Error.IllegalVersioningConfigurationException)]
    [InlineData("<VersioningConfiguration><Status>enabled</Status></VersioningConfiguration>", S3Error.MalformedXML)]
    [InlineData("<Retention><Mode>governance</Mode><RetainUntilDate>2030-01-01T00:00:00Z</RetainUntilDate></Retention>", S3Error.MalformedXML)]
    [InlineData("<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>soon</RetainUntilDate></Retention>", S3Error.MalformedXML)]
    [InlineData("<LegalHold><Status>abc</Status></LegalHold>", S3Error.MalformedXML)]
    [InlineData("<ObjectLockConfiguration><ObjectLockEnabled>Disabled</ObjectLockEnabled></ObjectLockConfiguration>", S3Error.MalformedXML)]
    [InlineData("<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years></DefaultRetention></Rule></ObjectLockConfiguration>", S3Error.MalformedXML)]
    [InlineData("<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>0</Days></DefaultRetention></Rule></ObjectLockConfiguration>", S3Error.InvalidRetentionPeriod)]
    [InlineData("<CORSConfiguration />", S3Error.MalformedXML)]
    [InlineData("<CORSConfiguration><CORSRule><AllowedMethod>BREW</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>", S3Error.InvalidRequest)]
    [InlineData("<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*.*</AllowedOrigin></CORSRule></CORSConfiguration>", S3Error.InvalidRequest)]
    [InlineData("<LifecycleConfiguration><Rule><Status>enabled</Status><Prefix /><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>", S3Error.MalformedXML)]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>", S3Error.MalformedXML)]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Prefix /><Expiration><Days>0</Days></Expiration></Rule></LifecycleConfiguration>", S3Error.InvalidArgument)]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Prefix /><Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration></Rule></LifecycleConfiguration>", S3Error.MalformedXML)]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Prefix /><Expiration><Date>2030-01-01T00:00:01Z</Date></Expiration></Rule></LifecycleConfiguration>", S3Error.InvalidArgument)]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Prefix /></Rule></LifecycleConfiguration>", S3Error.InvalidRequest)]
    [InlineData("<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Prefix /><Expiration><Days>1</Days></Expiration></Rule><Rule><ID>a</ID><Status>Enabled</Status><Prefix /><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>", S3Error.InvalidArgument)]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter><And><Tag><Key>k</Key><Value>v</Value></Tag></And><Prefix>p</Prefix></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>", S3Error.MalformedXML)]
    [InlineData("<PublicAccessBlockConfiguration><BlockPublicAcls>perhaps</BlockPublicAcls></PublicAccessBlockConfiguration>", S3Error.MalformedXML)]
    [InlineData("<OwnershipControls><Rule><ObjectOwnership>Everybody</ObjectOwnership></Rule></OwnershipControls>", S3Error.MalformedXML)]
    [InlineData("<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>ROT13</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>", S3Error.MalformedXML)]
    [InlineData("<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>", S3Error.InvalidArgument)]
    [InlineData("<AccessControlPolicy><AccessControlList /></AccessControlPolicy>", S3Error.MalformedACLError)]
    [InlineData("<AccessControlPolicy><Owner><ID>a</ID></Owner><AccessControlList><Grant><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>", S3Error.MalformedACLError)]
    [InlineData("<Delete />", S3Error.MalformedXML)]
    [InlineData("<Delete><Object><VersionId>1</VersionId></Object></Delete>", S3Error.MalformedXML)]
    [InlineData("<CompleteMultipartUpload />", S3Error.MalformedXML)]
    [InlineData("<CompleteMultipartUpload><Part><PartNumber>0</PartNumber><ETag>a</ETag></Part></CompleteMultipartUpload>", S3Error.InvalidPart)]
    [InlineData("<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>a</ETag></Part><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part></CompleteMultipartUpload>", S3Error.InvalidPartOrder)]
    public void What_breaks_the_schema_is_refused_by_name(string document, S3Error error)
    {
        var root = document[1..document.IndexOfAny(['>', ' '])];
        Assert.Equal(error, AllReaders[root](Encoding.UTF8.GetBytes(document)).Refusal?.Error);
    }

    [Theory]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter><prefix>tmp/</prefix></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>", "prefix")]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter><ArchiveZone /></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>", "ArchiveZone")]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter><And><Prefix>a</Prefix><tag><Key>k</Key><Value>v</Value></tag></And></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>", "tag")]
    [InlineData("<LifecycleConfiguration><Rule><Status>Enabled</Status><Prefix /><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersion>3</NewerNoncurrentVersion></NoncurrentVersionExpiration></Rule></LifecycleConfiguration>", "NewerNoncurrentVersion")]
    [InlineData("<PublicAccessBlockConfiguration><BlockPublicACLs>true</BlockPublicACLs></PublicAccessBlockConfiguration>", "BlockPublicACLs")]
    [InlineData("<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><rule /></ObjectLockConfiguration>", "rule")]
    [InlineData("<Delete><Object><Key>k</Key><VersionID>v</VersionID></Object></Delete>", "VersionID")]
    [InlineData("<VersioningConfiguration><Status>Enabled</Status><ExcludedPrefixes /></VersioningConfiguration>", "ExcludedPrefixes")]
    [InlineData("<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BlockedEncryptionTypes /></Rule></ServerSideEncryptionConfiguration>", "BlockedEncryptionTypes")]
    [InlineData("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part><part /></CompleteMultipartUpload>", "part")]
    [InlineData("<CreateBucketConfiguration><locationConstraint>eu</locationConstraint></CreateBucketConfiguration>", "locationConstraint")]
    public void What_would_be_passed_over_is_refused_by_its_name(string document, string element)
    {
        var refusal = AllReaders[document[1..document.IndexOf('>', StringComparison.Ordinal)]](Encoding.UTF8.GetBytes(document)).Refusal;
        Assert.Equal(S3Error.MalformedXML, refusal?.Error);
        Assert.Contains($"has an element '{element}'; expected:", refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void No_document_is_a_bomb(string root)
    {
        string[] bombs =
        [
            "", "<", "nonsense", $"<{root}>", $"<{root}></{root}><{root}/>", $"<Other/>", $"<{root} a='1' a='2'/>", $"<?xml version='1.0' encoding='none'?><{root}/>",
            $"<!DOCTYPE a [<!ENTITY b 'c'>]><{root}>&b;</{root}>",
            $"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><{root}>&b;</{root}>",
            $"<{root}>{string.Concat(Enumerable.Repeat("<a>", 5000))}",
            $"<{root}>{string.Concat(Enumerable.Repeat("<a>", 20))}{string.Concat(Enumerable.Repeat("</a>", 20))}</{root}>",
            $"<{root}>{string.Concat(Enumerable.Repeat("<a/>", 100_001))}</{root}>",
        ];
        foreach (var bomb in bombs.Where(bomb => bomb.Length > 0 || root != "CreateBucketConfiguration"))
        {
            Assert.Equal(S3Error.MalformedXML, AllReaders[root](Encoding.UTF8.GetBytes(bomb)).Refusal?.Error);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Any_bytes_are_a_document_or_a_refusal(string root) => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), Gen.Elements("<Rule>", "</Rule>", "<Tag>", "<Key>", "\0", "&#0;", "&x;", "<![CDATA[", "<Days>9", "é").ListOf().ToArbitrary(), (bytes, pieces) =>
        {
            AllReaders[root](bytes);
            AllReaders[root](Encoding.UTF8.GetBytes($"<{root}>{string.Concat(pieces)}</{root}>"));
        }));

    [Fact]
    public void An_object_has_ten_tags_and_a_bucket_fifty()
    {
        S3Tag[] tags = [.. Enumerable.Range(0, 51).Select(i => new S3Tag($"k{i}", ""))];
        Assert.True(TagSet.Of(tags[..10], TagSet.MostOnObject).Holds);
        Assert.Equal(S3Error.InvalidTag, TagSet.Of(tags[..11], TagSet.MostOnObject).Refusal?.Error);
        Assert.True(TagSet.Of(tags[..50], TagSet.MostOnBucket).Holds);
        Assert.Equal(S3Error.InvalidTag, TagSet.Of(tags, TagSet.MostOnBucket).Refusal?.Error);
        Assert.Equal(S3Error.InvalidTag, TagSet.Of([new S3Tag(new string('k', 129), "")], 10).Refusal?.Error);
        Assert.Equal(S3Error.InvalidTag, TagSet.Of([new S3Tag("k", new string('v', 257))], 10).Refusal?.Error);
    }

    [Fact]
    public void Tags_of_a_header_are_in_the_form_of_a_query() => Assert.Equal(
        TagSet.Of([new S3Tag("dike", "a b"), new S3Tag("sluice", "")], 10).Value, TagSet.ReadHeader("dike=a%20b&sluice").Value);

    [Fact]
    public void Rules_without_a_name_get_one()
    {
        var rule = "<Rule><Status>Enabled</Status><Prefix /><Expiration><Days>1</Days></Expiration></Rule>";
        var named = rule.Insert(6, "<ID>rule-2</ID>");
        var rules = LifecycleConfiguration.Read(Encoding.UTF8.GetBytes($"<LifecycleConfiguration>{named}{rule}</LifecycleConfiguration>")).Value.Rules;
        Assert.Equal(["rule-2", "rule-2x"], rules.Select(read => read.Id));
    }

    [Fact]
    public void A_thousand_keys_can_be_deleted_at_once_and_no_more()
    {
        static byte[] Ask(int count) => Encoding.UTF8.GetBytes(
            $"<Delete><Quiet>true</Quiet>{string.Concat(Enumerable.Repeat("<Object><Key>k</Key><VersionId>v</VersionId><Size>3</Size></Object>", count))}</Delete>");
        var most = DeleteRequest.Read(Ask(1000)).Value;
        Assert.Equal((true, 1000, new ObjectToDelete("k", "v", Size: 3)), (most.IsQuiet, most.Objects.Count, most.Objects[0]));
        Assert.Equal(S3Error.MalformedXML, DeleteRequest.Read(Ask(1001)).Refusal?.Error);
    }

    [Fact]
    public void A_listing_echoes_the_question_and_encodes_when_asked()
    {
        var question = new ListingQuestion("dike", "a b", "/", 2, IsEncoded: true);
        ListedObject[] objects = [new("a b+\u0001", Noon, "e", 3, Owner)];
        Assert.Equal(
            $"<ListBucketResult {Space}><Name>dike</Name><Prefix>a%20b</Prefix><Marker></Marker><NextMarker>a%20bc/</NextMarker><MaxKeys>2</MaxKeys>" +
            "<Delimiter>/</Delimiter><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>" +
            "<Contents><Key>a%20b%2B%01</Key><LastModified>2026-11-22T12:00:00.000Z</LastModified><ETag>\"e\"</ETag><Size>3</Size>" +
            "<Owner><ID>rws</ID><DisplayName>Rijkswaterstaat</DisplayName></Owner><StorageClass>STANDARD</StorageClass></Contents>" +
            "<CommonPrefixes><Prefix>a%20bc/</Prefix></CommonPrefixes></ListBucketResult>",
            Written(new ObjectList(question, "", "a bc/", true, objects, ["a bc/"]).Write()).Replace("<Marker />", "<Marker></Marker>", StringComparison.Ordinal));
        Assert.Contains("<Key>a b+&#x1;</Key>", Written(
            new ObjectListV2(question with { IsEncoded = false }, null, null, null, objects, []).Write()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_end_in_a_key_survives_a_reader_of_xml()
    {
        var answer = new DeleteAnswer([new DeletedObject("a\r\nb\tc")], []).Write();
        Assert.Equal("a\r\nb\tc", S3Element.Of(answer, "DeleteResult").Value["Deleted"]!.TextOf("Key"));
    }

    [Fact]
    public void Delete_markers_stand_among_the_versions_without_a_size()
    {
        var list = new VersionList(
            new ListingQuestion("dike", "", null, 1000, IsEncoded: false), "", "", null, null,
            [new(new("a", Noon, "", 0), "2", true, true), new(new("a", Noon, "e", 3), "1", false, false)], []);
        var root = S3Element.Of(list.Write(), "ListVersionsResult").Value;
        Assert.Equal(("2", null, "true"), (root["DeleteMarker"]!.TextOf("VersionId"), root["DeleteMarker"]!.TextOf("Size"), root["DeleteMarker"]!.TextOf("IsLatest")));
        Assert.Equal(("1", "3", "false"), (root["Version"]!.TextOf("VersionId"), root["Version"]!.TextOf("Size"), root["Version"]!.TextOf("IsLatest")));
    }

    [Fact]
    public void Answers_about_parts_tell_where_the_next_page_begins()
    {
        S3Checksum[] sums = [new("SHA256", "c2Vh")];
        var upload = new ListedUpload("a", "u", Noon, Owner);
        ListedPart[] parts = [new(1, "e1", 5, Noon, sums), new(3, "e3", 5, Noon, [])];
        var page = S3Element.Of(new PartList("dike", upload, 0, 3, 2, parts).Write(), "ListPartsResult").Value;
        Assert.Equal(("3", "true", "c2Vh"), (page.TextOf("NextPartNumberMarker"), page.TextOf("IsTruncated"), page["Part"]!.TextOf("ChecksumSHA256")));
        var uploads = S3Element.Of(new UploadList(new ListingQuestion("dike", "", null, 1, false), "", "", "a", "u", [upload], []).Write(), "ListMultipartUploadsResult").Value;
        Assert.Equal(("a", "u", "rws"), (uploads.TextOf("NextKeyMarker"), uploads["Upload"]!.TextOf("UploadId"), uploads["Upload"]!["Owner"]!.TextOf("ID")));
        var attributes = S3Element.Of(
            new AttributesAnswer("e-2", sums, "COMPOSITE", new AttributeParts(2, 0, null, 1000, parts), "STANDARD", 10).Write(), "GetObjectAttributesResponse").Value;
        Assert.Equal(("e-2", "10", "2", 2), (
            attributes.TextOf("ETag"), attributes.TextOf("ObjectSize"), attributes["ObjectParts"]!.TextOf("PartsCount"), attributes["ObjectParts"]!.All("Part").Count()));
    }

    [Fact]
    public void Short_answers_have_the_names_of_the_protocol()
    {
        byte[][] answers =
        [
            new BucketList(Owner, [new("dike", Noon)]).Write(), new LocationConstraint("nl-1").Write(), new InitiatedUpload("b", "k", "u").Write(),
            new CompletedUpload("l", "b", "k", "e-1", []).Write(), new CopyAnswer("e", Noon, []).WriteObject(), new CopyAnswer("e", Noon, []).WritePart(),
            new PostAnswer("l", "b", "k", "e").Write(), FixedAnswers.Notification(), FixedAnswers.Logging(), FixedAnswers.Accelerate(),
            FixedAnswers.RequestPayment(), FixedAnswers.PolicyStatus(true),
        ];
        string[] names =
        [
            "ListAllMyBucketsResult", "LocationConstraint", "InitiateMultipartUploadResult", "CompleteMultipartUploadResult", "CopyObjectResult",
            "CopyPartResult", "PostResponse", "NotificationConfiguration", "BucketLoggingStatus", "AccelerateConfiguration", "RequestPaymentConfiguration",
            "PolicyStatus",
        ];
        Assert.All(answers.Zip(names), pair => Assert.True(S3Element.Of(pair.First, pair.Second).Holds));
    }

    private static (S3Refusal?, Func<byte[]>?) Read<T>(S3Result<T> result, Func<T, Func<byte[]>?> write) =>
        (result.Refusal, result.Holds ? write(result.Value) : null);

    private static string Written(byte[] document)
    {
        var text = Encoding.UTF8.GetString(document);
        return text[(text.IndexOf("?>", StringComparison.Ordinal) + 2)..];
    }
}
