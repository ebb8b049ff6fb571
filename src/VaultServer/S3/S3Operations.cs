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
            [S3Operation.ListBuckets] = BucketOperations.ListAsync,
            [S3Operation.CreateBucket] = BucketOperations.CreateAsync,
            [S3Operation.HeadBucket] = BucketOperations.HeadAsync,
            [S3Operation.DeleteBucket] = BucketOperations.DeleteAsync,
            [S3Operation.ListObjects] = ListOperations.ObjectsAsync,
            [S3Operation.ListObjectsV2] = ListOperations.ObjectsV2Async,
            [S3Operation.ListObjectVersions] = ListOperations.VersionsAsync,
            [S3Operation.ListMultipartUploads] = ListOperations.UploadsAsync,
            [S3Operation.DeleteObjects] = ManyDeletions.DeleteAsync,
            [S3Operation.PostObject] = PostOperations.PostAsync,
            [S3Operation.GetBucketLocation] = SettingOperations.LocationAsync,
            [S3Operation.GetBucketVersioning] = SettingOperations.VersioningAsync,
            [S3Operation.PutBucketVersioning] = SettingOperations.SetVersioningAsync,
            [S3Operation.GetBucketPolicy] = SettingOperations.PolicyAsync,
            [S3Operation.PutBucketPolicy] = SettingOperations.SetPolicyAsync,
            [S3Operation.DeleteBucketPolicy] = SettingOperations.Remove(BucketSetting.Policy),
            [S3Operation.GetBucketPolicyStatus] = SettingOperations.PolicyStatusAsync,
            [S3Operation.GetBucketAcl] = SettingOperations.AclAsync,
            [S3Operation.PutBucketAcl] = SettingOperations.SetAclAsync,
            [S3Operation.GetBucketCors] = SettingOperations.Show(BucketSetting.Cors, S3Error.NoSuchCORSConfiguration),
            [S3Operation.PutBucketCors] = SettingOperations.Set(BucketSetting.Cors, CorsConfiguration.Read, c => c.Write()),
            [S3Operation.DeleteBucketCors] = SettingOperations.Remove(BucketSetting.Cors),
            [S3Operation.GetBucketLifecycle] = SettingOperations.Show(BucketSetting.Lifecycle, S3Error.NoSuchLifecycleConfiguration),
            [S3Operation.PutBucketLifecycle] = SettingOperations.Set(BucketSetting.Lifecycle, LifecycleConfiguration.Read, c => c.Write()),
            [S3Operation.DeleteBucketLifecycle] = SettingOperations.Remove(BucketSetting.Lifecycle),
            [S3Operation.GetBucketTagging] = SettingOperations.Show(BucketSetting.Tagging, S3Error.NoSuchTagSet),
            [S3Operation.PutBucketTagging] = SettingOperations.Set(
                BucketSetting.Tagging, d => TagSet.Read(d, TagSet.MostOnBucket), t => t.Write(), 204),
            [S3Operation.DeleteBucketTagging] = SettingOperations.Remove(BucketSetting.Tagging),
            [S3Operation.GetBucketEncryption] = SettingOperations.Show(
                BucketSetting.Encryption, S3Error.ServerSideEncryptionConfigurationNotFoundError),
            [S3Operation.PutBucketEncryption] = SettingOperations.Set(BucketSetting.Encryption, ReadEncryption, e => e.Write()),
            [S3Operation.DeleteBucketEncryption] = SettingOperations.Remove(BucketSetting.Encryption),
            [S3Operation.GetObjectLockConfiguration] = SettingOperations.LockAsync,
            [S3Operation.PutObjectLockConfiguration] = SettingOperations.SetLockAsync,
            [S3Operation.GetPublicAccessBlock] = SettingOperations.Show(
                BucketSetting.PublicAccessBlock, S3Error.NoSuchPublicAccessBlockConfiguration),
            [S3Operation.PutPublicAccessBlock] = SettingOperations.Set(
                BucketSetting.PublicAccessBlock, PublicAccessBlock.Read, b => b.Write()),
            [S3Operation.DeletePublicAccessBlock] = SettingOperations.Remove(BucketSetting.PublicAccessBlock),
            [S3Operation.GetBucketOwnershipControls] = SettingOperations.Show(
                BucketSetting.OwnershipControls, S3Error.OwnershipControlsNotFoundError),
            [S3Operation.PutBucketOwnershipControls] = SettingOperations.SetOwnershipAsync,
            [S3Operation.DeleteBucketOwnershipControls] = SettingOperations.Remove(BucketSetting.OwnershipControls),
            [S3Operation.GetBucketNotification] = SettingOperations.Always(FixedAnswers.Notification),
            [S3Operation.PutBucketNotification] = SettingOperations.Refuse(NotOffered),
            [S3Operation.GetBucketLogging] = SettingOperations.Always(FixedAnswers.Logging),
            [S3Operation.PutBucketLogging] = SettingOperations.Refuse(NotOffered),
            [S3Operation.GetBucketRequestPayment] = SettingOperations.Always(FixedAnswers.RequestPayment),
            [S3Operation.PutBucketRequestPayment] = SettingOperations.Refuse(NotOffered),
            [S3Operation.GetBucketWebsite] = SettingOperations.Refuse(S3Error.NoSuchWebsiteConfiguration),
            [S3Operation.PutBucketWebsite] = SettingOperations.Refuse(NotOffered),
            [S3Operation.DeleteBucketWebsite] = SettingOperations.Refuse(NotOffered),
            [S3Operation.GetBucketReplication] = SettingOperations.Refuse(S3Error.ReplicationConfigurationNotFoundError),
            [S3Operation.PutBucketReplication] = SettingOperations.Refuse(NotOffered),
            [S3Operation.DeleteBucketReplication] = SettingOperations.Refuse(NotOffered),
            [S3Operation.GetBucketAccelerate] = SettingOperations.Always(FixedAnswers.Accelerate),
            [S3Operation.PutBucketAccelerate] = SettingOperations.Refuse(NotOffered),
            [S3Operation.GetObject] = ObjectOperations.GetAsync,
            [S3Operation.HeadObject] = ObjectOperations.HeadAsync,
            [S3Operation.PutObject] = ObjectOperations.PutAsync,
            [S3Operation.CopyObject] = ObjectOperations.CopyAsync,
            [S3Operation.DeleteObject] = ObjectOperations.DeleteAsync,
            [S3Operation.GetObjectAttributes] = ObjectSettingOperations.AttributesAsync,
            [S3Operation.GetObjectAcl] = ObjectSettingOperations.AclAsync,
            [S3Operation.PutObjectAcl] = ObjectSettingOperations.SetAclAsync,
            [S3Operation.GetObjectTagging] = ObjectSettingOperations.TagsAsync,
            [S3Operation.PutObjectTagging] = ObjectSettingOperations.SetTagsAsync,
            [S3Operation.DeleteObjectTagging] = ObjectSettingOperations.RemoveTagsAsync,
            [S3Operation.GetObjectRetention] = ObjectSettingOperations.RetentionAsync,
            [S3Operation.PutObjectRetention] = ObjectSettingOperations.SetRetentionAsync,
            [S3Operation.GetObjectLegalHold] = ObjectSettingOperations.LegalHoldAsync,
            [S3Operation.PutObjectLegalHold] = ObjectSettingOperations.SetLegalHoldAsync,
            [S3Operation.GetObjectTorrent] = SettingOperations.Refuse(NotOffered),
            [S3Operation.RestoreObject] = SettingOperations.Refuse(S3Error.InvalidObjectState),
            [S3Operation.SelectObjectContent] = SettingOperations.Refuse(NotOffered),
            [S3Operation.CreateMultipartUpload] = UploadOperations.BeginAsync,
            [S3Operation.UploadPart] = UploadOperations.PutPartAsync,
            [S3Operation.UploadPartCopy] = UploadOperations.CopyPartAsync,
            [S3Operation.CompleteMultipartUpload] = UploadOperations.CompleteAsync,
            [S3Operation.AbortMultipartUpload] = UploadOperations.AbortAsync,
            [S3Operation.ListParts] = UploadOperations.ListPartsAsync,
            [S3Operation.Preflight] = CrossOrigin.PreflightAsync,
        }.ToFrozenDictionary();

    /// <summary>Does what a request asks for.</summary>
    public static Task<S3Result<S3Answer>> AnswerAsync(S3Call call) => All[call.Route.Operation](call);

    private static S3Result<EncryptionConfiguration> ReadEncryption(ReadOnlyMemory<byte> document) =>
        EncryptionConfiguration.Read(document).Then<EncryptionConfiguration>(wanted => wanted.Algorithm == EncryptionConfiguration.Aes256
            ? wanted
            : new S3Refusal(S3Error.NotImplemented, "Keys are the body's own; keys of a key management service are not offered."));
}
