using System.Collections.Frozen;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.S3;

/// <summary>What is done for each operation of S3; those that are not offered are refused by name.</summary>
internal static class S3Operations
{
    private static readonly S3Refusal NotOffered = S3Error.NotImplemented;

    private static readonly FrozenDictionary<S3Operation, Func<S3Call, Task<S3Result<S3Answer>>>> All =
        new Dictionary<S3Operation, Func<S3Call, Task<S3Result<S3Answer>>>>
        {
            [S3Operation.ListBuckets] = Now(BucketOperations.List),
            [S3Operation.CreateBucket] = BucketOperations.CreateAsync,
            [S3Operation.HeadBucket] = Now(BucketOperations.Head),
            [S3Operation.DeleteBucket] = Now(BucketOperations.Delete),
            [S3Operation.ListObjects] = Now(ListOperations.Objects),
            [S3Operation.ListObjectsV2] = Now(ListOperations.ObjectsV2),
            [S3Operation.ListObjectVersions] = Now(ListOperations.Versions),
            [S3Operation.ListMultipartUploads] = Now(ListOperations.Uploads),
            [S3Operation.DeleteObjects] = ManyDeletions.DeleteAsync,
            [S3Operation.PostObject] = PostOperations.PostAsync,
            [S3Operation.GetBucketLocation] = Now(SettingOperations.Location),
            [S3Operation.GetBucketVersioning] = Now(SettingOperations.Versioning),
            [S3Operation.PutBucketVersioning] = SettingOperations.SetVersioningAsync,
            [S3Operation.GetBucketPolicy] = Now(SettingOperations.Policy),
            [S3Operation.PutBucketPolicy] = SettingOperations.SetPolicyAsync,
            [S3Operation.DeleteBucketPolicy] = Now(SettingOperations.Remove(BucketSetting.Policy)),
            [S3Operation.GetBucketPolicyStatus] = Now(SettingOperations.PolicyStatus),
            [S3Operation.GetBucketAcl] = Now(SettingOperations.Acl),
            [S3Operation.PutBucketAcl] = SettingOperations.SetAclAsync,
            [S3Operation.GetBucketCors] = Now(SettingOperations.Show(BucketSetting.Cors, S3Error.NoSuchCORSConfiguration)),
            [S3Operation.PutBucketCors] = SettingOperations.Set(BucketSetting.Cors, CorsConfiguration.Read, c => c.Write()),
            [S3Operation.DeleteBucketCors] = Now(SettingOperations.Remove(BucketSetting.Cors)),
            [S3Operation.GetBucketLifecycle] = Now(SettingOperations.Show(BucketSetting.Lifecycle, S3Error.NoSuchLifecycleConfiguration)),
            [S3Operation.PutBucketLifecycle] = SettingOperations.Set(BucketSetting.Lifecycle, LifecycleConfiguration.Read, c => c.Write()),
            [S3Operation.DeleteBucketLifecycle] = Now(SettingOperations.Remove(BucketSetting.Lifecycle)),
            [S3Operation.GetBucketTagging] = Now(SettingOperations.Show(BucketSetting.Tagging, S3Error.NoSuchTagSet)),
            [S3Operation.PutBucketTagging] = SettingOperations.Set(
                BucketSetting.Tagging, d => TagSet.Read(d, TagSet.MostOnBucket), t => t.Write(), 204),
            [S3Operation.DeleteBucketTagging] = Now(SettingOperations.Remove(BucketSetting.Tagging)),
            [S3Operation.GetBucketEncryption] = Now(SettingOperations.Show(
                BucketSetting.Encryption, S3Error.ServerSideEncryptionConfigurationNotFoundError)),
            [S3Operation.PutBucketEncryption] = SettingOperations.Set(BucketSetting.Encryption, ReadEncryption, e => e.Write()),
            [S3Operation.DeleteBucketEncryption] = Now(SettingOperations.Remove(BucketSetting.Encryption)),
            [S3Operation.GetObjectLockConfiguration] = Now(SettingOperations.Lock),
            [S3Operation.PutObjectLockConfiguration] = SettingOperations.SetLockAsync,
            [S3Operation.GetPublicAccessBlock] = Now(SettingOperations.Show(
                BucketSetting.PublicAccessBlock, S3Error.NoSuchPublicAccessBlockConfiguration)),
            [S3Operation.PutPublicAccessBlock] = SettingOperations.Set(
                BucketSetting.PublicAccessBlock, PublicAccessBlock.Read, b => b.Write()),
            [S3Operation.DeletePublicAccessBlock] = Now(SettingOperations.Remove(BucketSetting.PublicAccessBlock)),
            [S3Operation.GetBucketOwnershipControls] = Now(SettingOperations.Show(
                BucketSetting.OwnershipControls, S3Error.OwnershipControlsNotFoundError)),
            [S3Operation.PutBucketOwnershipControls] = SettingOperations.SetOwnershipAsync,
            [S3Operation.DeleteBucketOwnershipControls] = Now(SettingOperations.Remove(BucketSetting.OwnershipControls)),
            [S3Operation.GetBucketNotification] = Now(SettingOperations.Always(FixedAnswers.Notification)),
            [S3Operation.PutBucketNotification] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.GetBucketLogging] = Now(SettingOperations.Always(FixedAnswers.Logging)),
            [S3Operation.PutBucketLogging] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.GetBucketRequestPayment] = Now(SettingOperations.Always(FixedAnswers.RequestPayment)),
            [S3Operation.PutBucketRequestPayment] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.GetBucketWebsite] = Now(SettingOperations.Refuse(S3Error.NoSuchWebsiteConfiguration)),
            [S3Operation.PutBucketWebsite] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.DeleteBucketWebsite] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.GetBucketReplication] = Now(SettingOperations.Refuse(S3Error.ReplicationConfigurationNotFoundError)),
            [S3Operation.PutBucketReplication] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.DeleteBucketReplication] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.GetBucketAccelerate] = Now(SettingOperations.Always(FixedAnswers.Accelerate)),
            [S3Operation.PutBucketAccelerate] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.GetObject] = Now(ObjectOperations.Get),
            [S3Operation.HeadObject] = Now(ObjectOperations.Head),
            [S3Operation.PutObject] = ObjectOperations.PutAsync,
            [S3Operation.CopyObject] = ObjectOperations.CopyAsync,
            [S3Operation.DeleteObject] = Now(ObjectOperations.Delete),
            [S3Operation.GetObjectAttributes] = Now(ObjectSettingOperations.Attributes),
            [S3Operation.GetObjectAcl] = Now(ObjectSettingOperations.Acl),
            [S3Operation.PutObjectAcl] = ObjectSettingOperations.SetAclAsync,
            [S3Operation.GetObjectTagging] = Now(ObjectSettingOperations.Tags),
            [S3Operation.PutObjectTagging] = ObjectSettingOperations.SetTagsAsync,
            [S3Operation.DeleteObjectTagging] = Now(ObjectSettingOperations.RemoveTags),
            [S3Operation.GetObjectRetention] = Now(ObjectSettingOperations.RetentionOf),
            [S3Operation.PutObjectRetention] = ObjectSettingOperations.SetRetentionAsync,
            [S3Operation.GetObjectLegalHold] = Now(ObjectSettingOperations.LegalHoldOf),
            [S3Operation.PutObjectLegalHold] = ObjectSettingOperations.SetLegalHoldAsync,
            [S3Operation.GetObjectTorrent] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.RestoreObject] = Now(SettingOperations.Refuse(S3Error.InvalidObjectState)),
            [S3Operation.SelectObjectContent] = Now(SettingOperations.Refuse(NotOffered)),
            [S3Operation.CreateMultipartUpload] = Now(UploadOperations.Begin),
            [S3Operation.UploadPart] = UploadOperations.PutPartAsync,
            [S3Operation.UploadPartCopy] = UploadOperations.CopyPartAsync,
            [S3Operation.CompleteMultipartUpload] = UploadOperations.CompleteAsync,
            [S3Operation.AbortMultipartUpload] = Now(UploadOperations.Abort),
            [S3Operation.ListParts] = Now(UploadOperations.ListParts),
            [S3Operation.Preflight] = Now(CrossOrigin.Preflight),
        }.ToFrozenDictionary();

    /// <summary>Does what a request asks for.</summary>
    public static Task<S3Result<S3Answer>> AnswerAsync(S3Call call) => All[call.Route.Operation](call);

    /// <summary>What has its answer at once: no body is read or written on the way to it.</summary>
    private static Func<S3Call, Task<S3Result<S3Answer>>> Now(Func<S3Call, S3Result<S3Answer>> answer) =>
        call => Task.FromResult(answer(call));

    private static S3Result<EncryptionConfiguration> ReadEncryption(ReadOnlyMemory<byte> document) =>
        EncryptionConfiguration.Read(document).Then<EncryptionConfiguration>(wanted => wanted.Algorithm == EncryptionConfiguration.Aes256
            ? wanted
            : new S3Refusal(S3Error.NotImplemented, "Keys are the body's own; keys of a key management service are not offered."));
}
