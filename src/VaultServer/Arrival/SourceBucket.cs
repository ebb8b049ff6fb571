using System.Runtime.CompilerServices;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Arrival;

/// <summary>A bucket of a source: what is in it, and what is set on it.</summary>
/// <remarks>Lists page by page; memory holds a page, and the versions of one key.</remarks>
internal sealed class SourceBucket(SourceCalls calls, string name)
{
    private const int PageSize = 1_000;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The service.</summary>
    public SourceAddress Source => calls.Source;

    /// <summary>Whether the source lists versions; known once it has been asked.</summary>
    public bool HasVersions { get; private set; }

    /// <summary>The names of all buckets of who asks.</summary>
    public static async Task<Result<IReadOnlyList<string>>> AllAsync(SourceCalls calls, CancellationToken stop)
    {
        var names = new List<string>();
        for (var query = ""; ;)
        {
            var document = await calls.DocumentAsync("", "", query, stop);
            if (!document.IsGood)
            {
                return document.Refused("a list of its buckets");
            }

            if (!S3Element.Of(document.Bytes, "ListAllMyBucketsResult").Is(out var list, out var refusal))
            {
                return new SourceListUnreadable("ListAllMyBucketsResult", refusal.Message);
            }

            names.AddRange(list["Buckets"]?.All("Bucket").Select(b => b.TextOf("Name") ?? "").Where(n => n.Length > 0) ?? []);
            if (list.TextOf("ContinuationToken") is not { Length: > 0 } token)
            {
                return names;
            }

            query = $"continuation-token={PercentEncoding.Encode(token)}";
        }
    }

    /// <summary>Asks whether the bucket can be listed, and with versions or without.</summary>
    /// <remarks>A service that has no versions refuses to list them, or lists objects instead.</remarks>
    public async Task<Problem?> FindAsync(CancellationToken stop)
    {
        var document = await calls.DocumentAsync(name, "", "encoding-type=url&max-keys=1&versions=", stop);
        if (document.IsGood && !SourcePage.ReadObjects(document.Bytes).Holds)
        {
            HasVersions = true;
            return SourcePage.ReadVersions(document.Bytes).Problem;
        }

        var versions = document;
        document = await calls.DocumentAsync(name, "", "encoding-type=url&list-type=2&max-keys=1", stop);
        if (!document.IsGood)
        {
            return document.Refused($"a list of bucket {name}");
        }

        // Who may list objects and not versions would move less than there is, and not know it.
        return versions.Status is 401 or 403 ? versions.Refused($"a list of the versions of bucket {name}") : SourcePage.ReadObjects(document.Bytes).Problem;
    }

    /// <summary>All settings that can be asked for.</summary>
    public async Task<SourceSettings> SettingsAsync(CancellationToken stop)
    {
        var answers = new Dictionary<string, SourceSetting>(StringComparer.Ordinal);
        foreach (var setting in SourceSettings.Asked)
        {
            var document = await calls.DocumentAsync(name, "", $"{setting}=", stop);
            // A service that does not know a setting may list the bucket instead.
            answers[setting] = document.IsGood && !SourcePage.ReadObjects(document.Bytes).Holds ? new SourceSetting(document.Bytes)
                : new SourceSetting(null, IsRefused: document.Status is 401 or 403);
        }

        return new SourceSettings(answers);
    }

    /// <summary>All keys with their versions, in the order of keys.</summary>
    /// <exception cref="SourceFailure">The source does not answer, or not as S3 does.</exception>
    public async IAsyncEnumerable<SourceKey> KeysAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var versions = new List<SourceVersion>();
        await foreach (var version in VersionsAsync(stop))
        {
            if (versions.Count > 0 && versions[0].Key != version.Key)
            {
                if (ObjectKey.Compare(versions[0].Key, version.Key) > 0)
                {
                    throw new SourceFailure(new SourceOutOfOrder(name, version.Key).ToString());
                }

                yield return new SourceKey(versions[0].Key, versions);
                versions = [];
            }

            versions.Add(version);
        }

        if (versions.Count > 0)
        {
            yield return new SourceKey(versions[0].Key, versions);
        }
    }

    /// <summary>Asks for a sub-document of a version: its tags, or its grants.</summary>
    public Task<SourceDocument> DocumentOfAsync(SourceVersion version, string query, CancellationToken stop) =>
        calls.DocumentAsync(name, version.Key, HasVersions ? $"{query}=&versionId={PercentEncoding.Encode(version.Id)}" : $"{query}=", stop);

    /// <summary>Asks for the bytes of a version from an offset on, of the very object that was listed.</summary>
    public Task<HttpResponseMessage> OpenAsync(SourceVersion version, long from, CancellationToken stop)
    {
        var headers = new List<(string Name, string Value)>();
        if (version.ETag.Length > 0)
        {
            headers.Add(("If-Match", $"\"{version.ETag}\""));
        }

        headers.Add(from > 0 ? ("Range", $"bytes={from}-") : ("x-amz-checksum-mode", "ENABLED"));
        return calls.OpenAsync(
            name, version.Key, HasVersions ? $"versionId={PercentEncoding.Encode(version.Id)}" : "", [.. headers], stop);
    }

    private async IAsyncEnumerable<SourceVersion> VersionsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        SourcePlace? place = default(SourcePlace);
        while (place is { } start)
        {
            var document = await calls.DocumentAsync(name, "", QueryOf(start), stop);
            if (!document.IsGood)
            {
                throw new SourceFailure(document.Refused($"a list of bucket {name}").ToString());
            }

            var page = HasVersions ? SourcePage.ReadVersions(document.Bytes) : SourcePage.ReadObjects(document.Bytes);
            if (!page.Holds)
            {
                throw new SourceFailure(page.Problem!.ToString());
            }

            foreach (var version in page.Value.Versions)
            {
                yield return version;
            }

            place = page.Value.Next is { } next && next.Equals(start)
                ? throw new SourceFailure($"the list of bucket {name} goes on at the same place for ever")
                : page.Value.Next;
        }
    }

    /// <summary>The query of a page; names of parameters are in their order, as some services sign them so.</summary>
    private string QueryOf(SourcePlace start)
    {
        if (!HasVersions)
        {
            var token = start.Token is null ? "" : $"continuation-token={PercentEncoding.Encode(start.Token)}&";
            return $"{token}encoding-type=url&list-type=2&max-keys={PageSize}";
        }

        var key = start.Key is null ? "" : $"&key-marker={PercentEncoding.Encode(start.Key)}";
        var version = string.IsNullOrEmpty(start.Version) ? "" : $"&version-id-marker={PercentEncoding.Encode(start.Version)}";
        return $"encoding-type=url{key}&max-keys={PageSize}{version}&versions=";
    }
}
