namespace Sluiswachter.Vault;

/// <summary>Answers that are the same for every bucket, about functions that it does not have.</summary>
public static class FixedAnswers
{
    /// <summary>No notifications are sent.</summary>
    public static byte[] Notification() => S3Writer.Document("NotificationConfiguration", _ => { });

    /// <summary>No access logs are delivered into buckets; the vault's own log holds every access.</summary>
    public static byte[] Logging() => S3Writer.Document("BucketLoggingStatus", _ => { });

    /// <summary>Transfers are not accelerated.</summary>
    public static byte[] Accelerate() => S3Writer.Document("AccelerateConfiguration", _ => { });

    /// <summary>The owner of a bucket pays.</summary>
    public static byte[] RequestPayment() => S3Writer.Document("RequestPaymentConfiguration", root => root.Text("Payer", "BucketOwner"));

    /// <summary>Whether a bucket's policy makes it public.</summary>
    public static byte[] PolicyStatus(bool isPublic) => S3Writer.Document("PolicyStatus", root => root.Maybe("IsPublic", isPublic));
}
