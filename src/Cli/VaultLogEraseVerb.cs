using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Erases the words of entries of the log, as privacy law can ask.</summary>
internal sealed class VaultLogEraseVerb : VaultFolderVerb
{
    private const int AtOnce = 1_000;

    private readonly Argument<string[]> numbers;
    private readonly Option<string?> user;
    private readonly Option<string?> before;
    private readonly Option<string> by;
    private readonly Option<string> reason;
    private readonly Option<bool> yes;

    public VaultLogEraseVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault log erase", new Phrase(
            "Erase the words of entries for good: who, from where, what and on what; when, and that there was an entry, stays proven",
            "Wis de woorden van regels voorgoed: wie, waarvandaan, wat en waarop; wanneer, en dat er een regel was, blijft bewezen"))
    {
        numbers = new Argument<string[]>("number")
        {
            Description = terminal.Say("Numbers of entries, as log show tells them", "Nummers van regels, zoals log show ze noemt"),
            Arity = ArgumentArity.ZeroOrMore,
        };
        Command.Add(numbers);
        user = Option<string?>("--user", "ID", "All entries of this user, by id or name", "Alle regels van deze gebruiker, met id of naam");
        before = Option<string?>("--before", terminal.Say("DATE", "DATUM"),
            "With --user: only what was before this day (UTC), such as 2026-01-01", "Bij --user: alleen wat vóór deze dag was (UTC), zoals 2026-01-01");
        by = Role<string>("The role that does it; no person", "De rol die het doet; geen persoon");
        reason = Option<string>("--reason", terminal.Say("TEXT", "TEKST"),
            "Why; it stays in the log, so no personal data", "Waarom; dit blijft in het logboek, dus geen persoonsgegevens");
        yes = Option<bool>("--yes", null, "Do not ask whether it is meant", "Vraag niet of het de bedoeling is");
        by.Required = reason.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault log erase kluis 1204 1207 --by privacyfunctionaris --reason 'verzoek 2026-17' --yes", new Phrase(
            "two entries", "twee regels")),
        ("sluis vault log erase kluis --user backup --before 2026-01-01 --by privacyfunctionaris --reason 'bewaartermijn' --yes", new Phrase(
            "what a user did before this year", "wat een gebruiker deed voor dit jaar")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        var log = new VaultLog(vault.Catalogue);
        return When(NumbersOf(parsed, vault, log), asked => Erase(parsed, log, asked));
    });

    private int Erase(ParseResult parsed, VaultLog log, IReadOnlyList<long> asked)
    {
        if (!IsMeant(parsed, asked.Count))
        {
            Complain(new ErasingNotConfirmed());
            return ExitCodes.Usage;
        }

        var erased = 0;
        foreach (var some in asked.Chunk(AtOnce))
        {
            var part = log.Erase(some, parsed.GetValue(by)!, parsed.GetValue(reason)!, Clock);
            if (part.Problem is { } problem and not NothingToErase)
            {
                // Of a user's many entries some may be erased by now: one was altered since they were looked for.
                TellErased(erased);
                return Refuse(problem);
            }

            // Somebody else may have erased some meanwhile.
            erased += part.Holds ? part.Value : 0;
        }

        if (erased == 0)
        {
            return Refuse(new NothingToErase());
        }

        TellErased(erased);
        return ExitCodes.Done;
    }

    private void TellErased(int count)
    {
        if (count > 0)
        {
            Terminal.Out.WriteLine(Terminal.Say($"Erased the words of {count} entries.", $"De woorden van {count} regels zijn gewist."));
        }
    }

    private Result<IReadOnlyList<long>> NumbersOf(ParseResult parsed, VaultFolder vault, VaultLog log)
    {
        var (typed, who, day) = (parsed.GetValue(numbers) ?? [], parsed.GetValue(user), parsed.GetValue(before));
        if (typed.Length > 0 == (who is not null || day is not null) || who is null != day is null)
        {
            return new WhichEntries();
        }

        if (typed.FirstOrDefault(t => !long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } wrong)
        {
            return new NoNumber(wrong);
        }

        if (who is null)
        {
            if (typed.Length > AtOnce)
            {
                return new TooManyNumbers(typed.Length, AtOnce);
            }

            long[] asked = [.. typed.Select(t => long.Parse(t, CultureInfo.InvariantCulture)).Distinct()];
            return asked.FirstOrDefault(n => n >= log.Size, -1) is >= 0 and var beyond
                ? new NoSuchEntry(beyond, log.Size)
                : Result<IReadOnlyList<long>>.Of(asked);
        }

        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return new NoDay(day!);
        }

        // A user who is known by a name; an id counts also when the user is gone, as long as the log knows it.
        var users = vault.Catalogue.Users(null);
        var id = users.FirstOrDefault(u => u.Name == who)?.Id ?? who;
        if (users.All(u => u.Id != id) && !log.From(0).Any(e => e?.Entry() is { Holds: true } words && words.Value.Who == id))
        {
            return new UserIsUnknown(who);
        }

        long[] found = [.. log.Of(id, new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero))];
        return found.Length == 0 ? new NothingToErase() : Result<IReadOnlyList<long>>.Of(found);
    }

    private bool IsMeant(ParseResult parsed, int count)
    {
        if (parsed.GetValue(yes) || !Terminal.InIsTerminal)
        {
            return parsed.GetValue(yes);
        }

        var word = Terminal.Say("yes", "ja");
        Terminal.Error.Write(Terminal.Say(
            $"The words of {count} entries will be gone for good. Type {word} to go on: ",
            $"De woorden van {count} regels zijn dan voorgoed weg. Typ {word} om door te gaan: "));
        return Terminal.In.ReadLine()?.Trim() == word;
    }
}

/// <summary>It is not said which entries are meant, or in two ways.</summary>
internal sealed record WhichEntries() : Problem(new Phrase(
    "which entries? expected numbers, or --user with --before", "welke regels? verwacht nummers, of --user met --before"));

/// <summary>A word that is no number of an entry.</summary>
internal sealed record NoNumber(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no number of an entry; expected 0 or more, as log show tells it",
    $"{Quote(Text)} is geen nummer van een regel; verwacht 0 of meer, zoals log show het noemt"));

/// <summary>More numbers than are erased all together or not at all.</summary>
internal sealed record TooManyNumbers(int Count, int Most) : Problem(new Phrase(
    $"{Count} numbers were given; expected at most {Most}, which are erased all or none",
    $"er zijn {Count} nummers gegeven; verwacht er hoogstens {Most}, die allemaal of geen van alle worden gewist"));

/// <summary>A number that no entry has yet.</summary>
internal sealed record NoSuchEntry(long Number, long Size) : Problem(new Phrase(
    $"the log has no entry {Number}: it has {Size}, numbered from 0", $"het logboek heeft geen regel {Number}: het heeft er {Size}, genummerd vanaf 0"));

/// <summary>A text that is no day.</summary>
internal sealed record NoDay(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no day; expected one such as 2026-01-31", $"{Quote(Text)} is geen dag; verwacht er een zoals 2026-01-31"));

/// <summary>An erasing that was not confirmed: nothing was erased.</summary>
internal sealed record ErasingNotConfirmed() : Problem(new Phrase(
    "nothing was erased: answer yes when asked, or give --yes", "er is niets gewist: antwoord ja als erom wordt gevraagd, of geef --yes"));
