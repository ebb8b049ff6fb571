using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What an outsider can check of an arrival with its proof, its list and the public key of the vault's log.</summary>
/// <remarks>Needs nothing of either side. Reads the list line by line: memory does not depend on it.</remarks>
public static class ArrivalCheck
{
    private const int MostMisfits = 100;

    /// <summary>Adds a list up again, and tells what of it does not fit the proof; nothing: it is the list of the proof.</summary>
    public static IReadOnlyList<Problem> Misfits(ArrivalProof proof, IEnumerable<string> lines)
    {
        var misfits = new List<Problem>();
        using var tally = new ArrivalTally();
        var number = 0L;
        foreach (var text in lines)
        {
            number++;
            if (ArrivalLine.Read(text, proof.Source, proof.Bucket) is { } line)
            {
                tally.Add(line);
            }
            else if (misfits.Count < MostMisfits)
            {
                misfits.Add(new ArrivalLineAltered(number));
            }
        }

        var (said, found) = (proof.Totals, tally.Totals);
        Compare("objects", "objecten", said.Objects, found.Objects);
        Compare("delete markers", "verwijdermarkeringen", said.Markers, found.Markers);
        Compare("bytes", "bytes", said.Bytes, found.Bytes);
        Compare("objects by word", "objecten naar woord", said.WordsText, found.WordsText);
        Compare("differences", "verschillen", said.Differences, found.Differences);
        Compare("losses", "verliezen", said.Losses, found.Losses);
        Compare("root", "wortel", said.Root, found.Root);
        Compare("digest of the list", "samenvatting van de lijst", said.Digest, found.Digest);
        return misfits;

        void Compare<T>(string english, string dutch, T expected, T actual)
            where T : notnull
        {
            if (!expected.Equals(actual))
            {
                misfits.Add(new ArrivalDoesNotFit(english, dutch, $"{expected}", $"{actual}"));
            }
        }
    }

    /// <summary>Proofs that the versions of a key are leaves of the tree of a proof, from its list.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="key">The key.</param>
    /// <param name="lines">Gives the lines of the list from the first; asked twice.</param>
    public static Result<IReadOnlyList<ArrivalInclusion>> Inclusions(ArrivalProof proof, string key, Func<IEnumerable<string>> lines)
    {
        var found = Versions(proof, lines()).Select((v, i) => (Version: v, Index: (long)i)).Where(v => v.Version.Key == key).ToList();
        if (found.Count == 0)
        {
            return new KeyNotInArrival(key);
        }

        var size = proof.Totals.Objects + proof.Totals.Markers;
        if (found[^1].Index >= size)
        {
            return new ArrivalDoesNotFit("versions", "versies", $"{size}", "more");
        }

        var wanted = found.SelectMany(v => MerkleProof.NodesOfInclusion(v.Index, size)).ToHashSet();
        var nodes = new Dictionary<TreeNode, LogHash>();
        var tree = new MerkleFrontier();
        foreach (var version in Versions(proof, lines()))
        {
            tree.Append(version.Leaf, (node, hash) =>
            {
                if (wanted.Contains(node))
                {
                    nodes[node] = hash;
                }
            });
        }

        return tree.Size != size || tree.Root != proof.Totals.Root
            ? new ArrivalDoesNotFit("root", "wortel", proof.Totals.Root.ToString(), tree.Root.ToString())
            : Result<IReadOnlyList<ArrivalInclusion>>.Of(
            [
                .. found.Select(v => new ArrivalInclusion(v.Index, v.Version, MerkleProof.Inclusion(v.Index, size, node => nodes[node]))),
            ]);
    }

    private static IEnumerable<ArrivedVersion> Versions(ArrivalProof proof, IEnumerable<string> lines) =>
        lines.Select(line => ArrivalLine.Read(line, proof.Source, proof.Bucket)?.Version).OfType<ArrivedVersion>();
}

/// <summary>A proof that one version is among those that arrived, without the rest of the list.</summary>
/// <param name="Index">Its place among the versions of the list, from 0.</param>
/// <param name="Version">The version.</param>
/// <param name="Hashes">The hashes beside the way from its leaf to the root, from the lowest to the highest.</param>
public sealed record ArrivalInclusion(long Index, ArrivedVersion Version, IReadOnlyList<LogHash> Hashes)
{
    private const string Label = "leaf ";

    /// <summary>The proof as text: its place, the line of the list, and a hash on each line.</summary>
    public string Text => $"{Label}{Index}\n{ArrivalLine.Of(Version).Text}\n{MerkleProof.Text(Hashes)}";

    /// <summary>Reads one, and checks it against a proof of arrival.</summary>
    public static Result<ArrivalInclusion> Read(string text, ArrivalProof proof)
    {
        var lines = text.Split('\n', 3);
        return lines is [var place, var line, var hashes] && place.StartsWith(Label, StringComparison.Ordinal) &&
            long.TryParse(place[Label.Length..], out var index) &&
            ArrivalLine.Read(line, proof.Source, proof.Bucket)?.Version is { } version && MerkleProof.Read(hashes) is { } path &&
            MerkleProof.VerifyInclusion(version.Leaf, index, proof.Totals.Objects + proof.Totals.Markers, proof.Totals.Root, path)
            ? new ArrivalInclusion(index, version, path)
            : new NotInArrival();
    }
}

/// <summary>A line of a list that is not as lists are written: it was altered.</summary>
public sealed record ArrivalLineAltered(long Number) : Problem(new Phrase(
    $"line {Number} of the list was altered: its fields do not belong to its leaf, or it is no line of a list",
    $"regel {Number} van de lijst is gewijzigd: de velden horen niet bij het blad, of het is geen regel van een lijst"));

/// <summary>Something that a list adds up to, and that is not what the proof says.</summary>
public sealed record ArrivalDoesNotFit(string What, string WhatInDutch, string Said, string Found) : Problem(new Phrase(
    $"{What}: the proof says {Said}, and the list comes to {Found}", $"{WhatInDutch}: het bewijs zegt {Said}, en de lijst komt op {Found}"));

/// <summary>A key of which no version is in a list.</summary>
public sealed record KeyNotInArrival(string Key) : Problem(new Phrase(
    $"no version of {Quote(Key)} is in the list", $"geen versie van {Quote(Key)} staat in de lijst"));

/// <summary>A text that does not show that a version is among those that arrived.</summary>
public sealed record NotInArrival() : Problem(new Phrase(
    "this does not show that the version is among those that arrived: it was altered, or belongs to another proof",
    "dit toont niet aan dat de versie bij de aangekomen versies hoort: het is gewijzigd, of hoort bij een ander bewijs"));
