using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Takes in what a browser uploads by a form.</summary>
internal static class PostOperations
{
    /// <summary>Puts the file of a form.</summary>
    public static async Task<S3Result<S3Answer>> PostAsync(S3Call call)
    {
        if (!(await PostForm.ReadAsync(call.Wire.Body, call.Header("Content-Type"), call.Stop)).Is(out var form, out var refusal))
        {
            return refusal;
        }

        if (!PostSignature.Verify(form, call.Route.Bucket, call.Now, call.Secrets.Of).Is(out var signed, out refusal))
        {
            return refusal;
        }

        // From here on it is as if the fields of the form were the headers of a request that puts an object.
        var headers = form.Fields.Select(f => (f.Key.Equals("acl", StringComparison.OrdinalIgnoreCase) ? "x-amz-acl" : f.Key, f.Value));
        var put = call with
        {
            Request = call.Request with { Headers = new S3Headers(headers) },
            Route = call.Route with { Key = form.Key },
            Signed = signed,
            Caller = signed.AccessKeyId is { } id ? call.Secrets.UserOf(id) : null,
        };
        call.Means = put;
        if (!put.Bucket().Is(out var bucket, out refusal) || !put.Key().Is(out var key, out refusal) ||
            !put.Ring(bucket).Is(out var ring, out refusal) || !PutHeaders.Read(put, bucket).Is(out var described, out refusal))
        {
            return refusal;
        }

        if (form["tagging"] is { } tagging)
        {
            if (!TagSet.Read(System.Text.Encoding.UTF8.GetBytes(tagging), TagSet.MostOnObject).Is(out var tags, out refusal))
            {
                return refusal;
            }

            described = described with
            {
                Attributes = described.Attributes with { Tags = [.. tags.Tags.Select(t => KeyValuePair.Create(t.Key, t.Value))] },
            };
        }

        if (!Gate.MayPut(put, bucket, key, described).Is(out _, out refusal) || !GivenChecksums.Of(put).Is(out var given, out refusal))
        {
            return refusal;
        }

        var version = await Intake.TakeAsync(
            call.Safe, ring, 1, form.File, given.Algorithms, described.Customer?.Key,
            (part, digest) => given.Verify(digest, form.File).Then(checksums => ObjectWriting.Put(
                call.Safe, ring, described.NewObject(bucket, key).Of(part, digest, checksums), put.Access())),
            call.Stop);
        return version.Then<S3Answer>(v => Told(call, form, bucket, v));
    }

    private static S3Answer Told(S3Call call, PostForm form, Bucket bucket, ObjectVersion version)
    {
        var location = call.AddressOf(version);
        if ((form["success_action_redirect"] ?? form["redirect"]) is { } redirect && Uri.TryCreate(redirect, UriKind.Absolute, out var to) &&
            to.Scheme is "http" or "https")
        {
            var query = $"bucket={PercentEncoding.Encode(bucket.Name.Text)}&key={PercentEncoding.Encode(version.Key.Text)}" +
                $"&etag={PercentEncoding.Encode($"\"{version.ETag}\"")}";
            return S3Answer.Of(303).With("Location", to.AbsoluteUri + (to.Query.Length > 0 ? "&" : "?") + query);
        }

        var status = form["success_action_status"] switch
        {
            "200" => 200,
            "201" => 201,
            _ => 204,
        };
        var answer = status == 201
            ? S3Answer.Xml(new PostAnswer(location, bucket.Name.Text, version.Key.Text, version.ETag).Write(), 201)
            : S3Answer.Of(status);
        answer.With("ETag", $"\"{version.ETag}\"").With("Location", location);
        return ObjectHead.TellNewVersion(answer, version.Id);
    }
}
