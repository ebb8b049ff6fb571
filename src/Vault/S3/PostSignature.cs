namespace Sluiswachter.Vault;

/// <summary>Verifies a browser's form: its signature, and then its policy.</summary>
/// <remarks>Source: Amazon S3 API Reference, "Authenticating Requests in Browser-Based Uploads Using POST", for both versions.</remarks>
public static class PostSignature
{
    /// <summary>Who signed the form; a form without a policy is anonymous. The limits of its file are set.</summary>
    /// <param name="form">The form.</param>
    /// <param name="bucket">The bucket that it was sent to.</param>
    /// <param name="now">The time.</param>
    /// <param name="secretOf">The secret of an access key id, or null.</param>
    public static S3Result<S3Signed> Verify(PostForm form, string bucket, DateTimeOffset now, Func<string, string?> secretOf)
    {
        if (form["policy"] is not { } policyText)
        {
            return new S3Signed(null);
        }

        var signed = form["x-amz-algorithm"] is not null || form["x-amz-signature"] is not null
            ? VerifyV4(form, policyText, secretOf)
            : VerifyV2(form, policyText, secretOf);
        if (!signed.Holds)
        {
            return signed;
        }

        if (!PostPolicy.Of(policyText).Is(out var policy, out var refusal))
        {
            return refusal;
        }

        if (policy.Forbids(form.Fields, bucket, form.Key, now) is { } forbidden)
        {
            return forbidden;
        }

        form.File.Limits = policy.Length;
        return signed;
    }

    private static S3Result<S3Signed> VerifyV4(PostForm form, string policy, Func<string, string?> secretOf)
    {
        if (form["x-amz-algorithm"] != S3Signature.Algorithm)
        {
            return new S3Refusal(S3Error.InvalidArgument, $"x-amz-algorithm must be {S3Signature.Algorithm}.");
        }

        var said = S3Claim.Of(S3Error.InvalidArgument, form["x-amz-credential"], "host", form["x-amz-signature"]);
        if (!said.Is(out var claim, out var refusal))
        {
            return refusal;
        }

        if (S3Time.ReadBasic(form["x-amz-date"] ?? "") is not { } time || S3Time.Basic(time)[..8] != claim.Day)
        {
            return new S3Refusal(S3Error.InvalidArgument, "x-amz-date must be in the form yyyyMMddTHHmmssZ, on the day of the credential.");
        }

        if (secretOf(claim.AccessKeyId) is not { } secret)
        {
            return S3Error.InvalidAccessKeyId;
        }

        return S3SigningKey.Of(secret, claim.Day, claim.Region).Accepts(policy, claim.Signature)
            ? new S3Signed(claim.AccessKeyId, AuthType: "POST", Version: S3Signature.Algorithm)
            : S3Error.SignatureDoesNotMatch;
    }

    private static S3Result<S3Signed> VerifyV2(PostForm form, string policy, Func<string, string?> secretOf)
    {
        if (form["AWSAccessKeyId"] is not { } accessKeyId || form["signature"] is not { } signature)
        {
            return new S3Refusal(S3Error.InvalidArgument, "A form with a policy must have the fields AWSAccessKeyId and signature.");
        }

        if (secretOf(accessKeyId) is not { } secret)
        {
            return S3Error.InvalidAccessKeyId;
        }

        return S3SigningKey.SameText(S3SignatureV2.SignatureOf(secret, policy), signature)
            ? new S3Signed(accessKeyId, AuthType: "POST", Version: S3SignatureV2.Scheme)
            : S3Error.SignatureDoesNotMatch;
    }
}
