using System.Text;

namespace Sluiswachter.Vault;

/// <summary>What a source says of the settings of a bucket, as it was asked for each.</summary>
/// <param name="Answers">By the query of the setting, such as <c>lifecycle</c>: the document, or why there is none.</param>
public sealed record SourceSettings(IReadOnlyDictionary<string, SourceSetting> Answers)
{
    /// <summary>The settings that are asked for; each is the query of its request.</summary>
    public static IReadOnlyList<string> Asked { get; } =
    [
        "versioning", "object-lock", "cors", "lifecycle", "tagging", "encryption", "policy", "acl", "ownershipControls", "publicAccessBlock",
        "website", "notification", "replication", "logging", "requestPayment", "accelerate", "inventory", "analytics", "metrics",
        "intelligent-tiering",
    ];

    /// <summary>Whether the source keeps versions.</summary>
    public Versioning Versioning => Document("versioning", "VersioningConfiguration")?.TextOf("Status") switch
    {
        "Enabled" => Versioning.Enabled,
        "Suspended" => Versioning.Suspended,
        _ => Versioning.Never,
    };

    /// <summary>Whether objects at the source can be locked.</summary>
    public bool HasObjectLock => Document("object-lock", "ObjectLockConfiguration")?.TextOf("ObjectLockEnabled") == "Enabled";

    /// <summary>Whether objects may have grants of their own.</summary>
    public bool HasObjectGrants =>
        !(Document("ownershipControls", "OwnershipControls") is { } owned && owned["Rule"]?.TextOf("ObjectOwnership") == "BucketOwnerEnforced");

    /// <summary>What a setting is; null when it is not set, malformed or not shown.</summary>
    internal ReadOnlyMemory<byte>? Bytes(string setting) =>
        Answers.GetValueOrDefault(setting)?.Document;

    /// <summary>A setting as a document with a root of a name; null when it is not set, malformed or not shown.</summary>
    internal S3Element? Document(string setting, string root) =>
        Bytes(setting) is { } bytes && S3Element.Of(bytes, root).Is(out var element, out _) ? element : null;
}

/// <summary>What a source answered when it was asked for a setting.</summary>
/// <param name="Document">The setting; null: there is none.</param>
/// <param name="IsRefused">Whether the source does not show it to who asks.</param>
public sealed record SourceSetting(ReadOnlyMemory<byte>? Document, bool IsRefused = false);

/// <summary>What becomes of the settings of a bucket in a vault.</summary>
/// <param name="Versioning">Whether versions are kept.</param>
/// <param name="HasObjectLock">Whether objects can be locked.</param>
/// <param name="Carried">The settings that are carried over, as texts.</param>
/// <param name="Losses">What is not.</param>
public sealed record CarriedSettings(
    Versioning Versioning, bool HasObjectLock, IReadOnlyDictionary<BucketSetting, string> Carried, IReadOnlyList<ArrivalLoss> Losses)
{
    /// <summary>Decides what is carried over.</summary>
    /// <param name="source">What the source says.</param>
    /// <param name="into">The bucket in the vault.</param>
    /// <param name="isKnown">Whether a principal of a policy is a body or user here.</param>
    public static CarriedSettings Of(SourceSettings source, BucketName into, Predicate<string> isKnown)
    {
        var deciding = new Deciding(source);
        deciding.Carry("cors", BucketSetting.Cors, CorsConfiguration.Read, c => c.Write());
        deciding.Carry("tagging", BucketSetting.Tagging, d => TagSet.Read(d, TagSet.MostOnBucket), t => t.Write());
        deciding.Carry("ownershipControls", BucketSetting.OwnershipControls, OwnershipControls.Read, o => o.Write());
        deciding.Carry("publicAccessBlock", BucketSetting.PublicAccessBlock, PublicAccessBlock.Read, b => b.Write());
        deciding.Carry("object-lock", BucketSetting.ObjectLock, ObjectLockConfiguration.Read, l => l.Write());
        deciding.CarryLifecycle();
        deciding.CarryEncryption();
        deciding.CarryPolicy(into, isKnown);
        deciding.LoseTheRest();
        return new CarriedSettings(source.Versioning, source.HasObjectLock, deciding.Carried, deciding.Losses);
    }

    private sealed class Deciding(SourceSettings source)
    {
        public Dictionary<BucketSetting, string> Carried { get; } = [];

        public List<ArrivalLoss> Losses { get; } = [];

        public void Carry<T>(string name, BucketSetting setting, Func<ReadOnlyMemory<byte>, S3Result<T>> read, Func<T, byte[]> write)
        {
            if (source.Bytes(name) is not { } bytes)
            {
                return;
            }

            if (read(bytes).Is(out var value, out _))
            {
                Carried.Add(setting, Encoding.UTF8.GetString(write(value)));
            }
            else
            {
                Losses.Add(new ArrivalLoss(LossKind.Setting, 1, name));
            }
        }

        /// <summary>Rules that make objects expire are carried; moves to other classes are not, nor rules that do nothing else.</summary>
        public void CarryLifecycle()
        {
            if (source.Bytes("lifecycle") is not { } bytes)
            {
                return;
            }

            if (!LifecycleConfiguration.Read(bytes).Is(out var lifecycle, out _))
            {
                Losses.Add(new ArrivalLoss(LossKind.Setting, 1, "lifecycle"));
                return;
            }

            var moves = lifecycle.Rules.Count(r => r.Transitions.Count + r.NoncurrentTransitions.Count > 0);
            var kept = lifecycle.Rules.Select(r => r with { Transitions = [], NoncurrentTransitions = [] })
                .Where(r => r.ExpiresLoneMarkers || (r.Expiration?.Days ?? r.NoncurrentDays ?? r.AbortUploadsAfterDays) is not null ||
                    r.Expiration?.Date is not null)
                .ToList();
            if (kept.Count > 0)
            {
                Carried.Add(BucketSetting.Lifecycle, Encoding.UTF8.GetString(new LifecycleConfiguration(kept).Write()));
            }

            Lose(LossKind.Transitions, moves);
        }

        public void CarryEncryption()
        {
            if (source.Document("encryption", "ServerSideEncryptionConfiguration") is not { } document)
            {
                return;
            }

            var algorithm = document["Rule"]?["ApplyServerSideEncryptionByDefault"]?.TextOf("SSEAlgorithm") ?? "";
            if (algorithm == EncryptionConfiguration.Aes256)
            {
                Carried.Add(BucketSetting.Encryption, Encoding.UTF8.GetString(new EncryptionConfiguration(algorithm).Write()));
            }
            else
            {
                Lose(LossKind.ForeignKeys, 1, algorithm);
            }
        }

        /// <summary>A policy is carried when all whom it names are here, and nothing in it opens the bucket to the public.</summary>
        public void CarryPolicy(BucketName into, Predicate<string> isKnown)
        {
            if (source.Bytes("policy") is not { } bytes)
            {
                return;
            }

            if (!BucketPolicy.Read(bytes, into).Is(out var policy, out var refusal))
            {
                Lose(LossKind.Policy, 1, OneLine(refusal.Message));
                return;
            }

            var strangers = policy.Statements.SelectMany(s => s.Principals.Bodies.Concat(s.Principals.Users.Select(u => u.User)))
                .Distinct(StringComparer.Ordinal).Where(name => !isKnown(name)).ToList();
            if (policy.IsPublic)
            {
                Lose(LossKind.Policy, 1, "it opens the bucket to the public; decide that anew");
            }
            else if (strangers.Count > 0)
            {
                Lose(LossKind.Policy, 1, OneLine($"it names who is not known here: {string.Join(", ", strangers)}"));
            }
            else
            {
                Carried.Add(BucketSetting.Policy, Encoding.UTF8.GetString(bytes.Span));
            }
        }

        public void LoseTheRest()
        {
            Lose(LossKind.Website, source.Document("website", "WebsiteConfiguration") is null ? 0 : 1);
            Lose(LossKind.Notifications, source.Document("notification", "NotificationConfiguration")?.Children.Count ?? 0);
            Lose(LossKind.Replication, source.Document("replication", "ReplicationConfiguration")?.All("Rule").Count() ?? 0);
            Lose(LossKind.AccessLogs, source.Document("logging", "BucketLoggingStatus")?["LoggingEnabled"] is null ? 0 : 1);
            Lose(LossKind.RequesterPays, source.Document("requestPayment", "RequestPaymentConfiguration")?.TextOf("Payer") == "Requester" ? 1 : 0);
            Lose(LossKind.Acceleration, source.Document("accelerate", "AccelerateConfiguration")?.TextOf("Status") == "Enabled" ? 1 : 0);
            Lose(LossKind.Inventory, Listed("inventory", "InventoryConfiguration", "ListInventoryConfigurationsResult") +
                Listed("analytics", "AnalyticsConfiguration", "ListBucketAnalyticsConfigurationResult") +
                Listed("metrics", "MetricsConfiguration", "ListMetricsConfigurationsResult"));
            Lose(LossKind.Tiering, Listed(
                "intelligent-tiering", "IntelligentTieringConfiguration", "ListBucketIntelligentTieringConfigurationsOutput"));
            Lose(LossKind.MfaDelete, source.Document("versioning", "VersioningConfiguration")?.TextOf("MfaDelete") == "Enabled" ? 1 : 0);
            Lose(LossKind.Grants, GrantsToOthers(source.Bytes("acl")));
            Losses.AddRange(source.Answers.Where(a => a.Value.IsRefused).Select(a => new ArrivalLoss(LossKind.Unknown, 1, a.Key)));
        }

        private int Listed(string setting, string each, string root) => source.Document(setting, root)?.All(each).Count() ?? 0;

        private void Lose(LossKind kind, long count, string detail = "")
        {
            if (count > 0)
            {
                Losses.Add(new ArrivalLoss(kind, count, detail));
            }
        }

        private static string OneLine(string text) => string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
    }

    /// <summary>How many grants of a list are to others than its owner.</summary>
    public static int GrantsToOthers(ReadOnlyMemory<byte>? document) =>
        document is { } bytes && AccessControlPolicy.Read(bytes).Is(out var list, out _)
            ? list.Grants.Count(grant => !(grant.To is Grantee.Account account && account.Id == list.Owner.Id))
            : 0;
}
