using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>What a catalogue ought to be: lists in memory, written down from the contract and not from the tables.</summary>
internal sealed record CatalogueModel
{
    /// <summary>Versions, the newest last.</summary>
    public List<ObjectVersion> Versions { get; init; } = [];

    public List<Upload> Uploads { get; init; } = [];

    public List<UploadedPart> Parts { get; init; } = [];

    public HashSet<BlobId> Garbage { get; init; } = [];

    public int Entries { get; set; }

    /// <summary>The blobs that something refers to.</summary>
    public HashSet<BlobId> Referred =>
        [.. Versions.SelectMany(v => v.Parts).Concat(Parts.Select(p => p.Part)).Select(p => p.Blob)];

    /// <summary>The same again, to be changed while this one stays.</summary>
    public CatalogueModel Copy() => this with
    {
        Versions = [.. Versions],
        Uploads = [.. Uploads],
        Parts = [.. Parts],
        Garbage = [.. Garbage],
    };

    /// <summary>What was referred to before and is no more is garbage.</summary>
    public void CollectSince(HashSet<BlobId> referredBefore) => Garbage.UnionWith(referredBefore.Except(Referred));

    public void Put(ObjectVersion version)
    {
        Remove(version.Key, version.Id);
        Versions.Add(version);
    }

    public void Remove(ObjectKey key, VersionId id) => Versions.RemoveAll(v => v.Key == key && v.Id == id);

    public void Put(UploadedPart part)
    {
        Parts.RemoveAll(p => p.Upload == part.Upload && p.Part.Number == part.Part.Number);
        Parts.Add(part);
    }

    public void Remove(Guid upload)
    {
        Parts.RemoveAll(p => p.Upload == upload);
        Uploads.RemoveAll(u => u.Id == upload);
    }

    /// <summary>All that a catalogue is to answer about keys that begin so, from a key on, as text.</summary>
    public string Draw(string prefix, string from)
    {
        var keys = Versions.GroupBy(v => v.Key).Where(k => Counts(k.Key)).OrderBy(k => k.Key).ToList();
        var uploads = Uploads.Where(u => Counts(u.Key)).OrderBy(u => u.Key).ThenBy(u => u.Text, StringComparer.Ordinal);
        return $"""
            {Pictures.Draw(keys.Select(k => k.Last()).Where(v => !v.IsDeleteMarker), Pictures.Draw)}
            {Pictures.Draw(keys.SelectMany(k => k.Reverse()), v => $"{v == keys.Single(k => k.Key == v.Key).Last()} {Pictures.Draw(v)}")}
            {Pictures.Draw(uploads, u => $"{Pictures.Draw(u)} {Draw(Parts.Where(p => p.Upload == u.Id).OrderBy(p => p.Part.Number))}")}
            {Entries} {Versions.Count + Uploads.Count == 0}
            {Draw(Garbage)}
            """;

        bool Counts(ObjectKey key) =>
            key.Text.StartsWith(prefix, StringComparison.Ordinal) && ObjectKey.Compare(key.Text, from) >= 0;
    }

    /// <summary>The same, asked of a catalogue.</summary>
    public static string Draw(ICatalogue catalogue, string prefix, string from) =>
        $"""
        {Pictures.Draw(catalogue.Objects(Pictures.Harbour, prefix, from, 1000), Pictures.Draw)}
        {Pictures.Draw(catalogue.Versions(Pictures.Harbour, prefix, from, null, 1000), v => $"{v.IsNewest} {Pictures.Draw(v.Version)}")}
        {Pictures.Draw(catalogue.Uploads(Pictures.Harbour, prefix, from, null, 1000), u => $"{Pictures.Draw(u)} {Draw(catalogue.Parts(u.Id, 0, 100))}")}
        {catalogue.LogSize} {catalogue.IsEmpty(Pictures.Harbour)}
        {Draw(catalogue.Garbage(1000))}
        """;

    private static string Draw(IEnumerable<UploadedPart> parts) => Pictures.Draw(parts, Pictures.Draw);

    private static string Draw(IEnumerable<BlobId> blobs) =>
        string.Join(' ', blobs.Select(blob => blob.Text).Order(StringComparer.Ordinal));
}
