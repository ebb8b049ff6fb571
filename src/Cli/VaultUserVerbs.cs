using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli;

/// <summary>The verbs over the users of a vault and their access keys.</summary>
internal static class VaultUserVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "vault user", new Phrase(
            "Show who has access to a vault, give a second access key, and take access keys away",
            "Toon wie toegang heeft tot een kluis, geef een tweede toegangssleutel, en trek toegangssleutels in"),
        [
            new VaultUserListVerb(terminal, clock, global), new VaultUserAddKeyVerb(terminal, clock, global),
            new VaultUserRevokeVerb(terminal, clock, global),
        ]);
}

/// <summary>Lists users and their access keys.</summary>
internal sealed class VaultUserListVerb : VaultFolderVerb
{
    private readonly Argument<string?> body;

    public VaultUserListVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault user list", new Phrase(
            "List users with their access keys; secrets are never shown", "Toon gebruikers met hun toegangssleutels; geheimen worden nooit getoond"))
    {
        body = new Argument<string?>("body")
        {
            Description = terminal.Say("Only of this body", "Alleen van deze organisatie"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        Command.Add(body);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault user list kluis org:min-bzk", new Phrase("the users of a ministry", "de gebruikers van een ministerie")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        if (parsed.GetValue(body) is { } one && !vault.Keys.Bodies().Contains(one))
        {
            return Refuse(new BodyIsUnknown(one));
        }

        string[] heading = Terminal.Language == Language.Dutch
            ? ["gebruiker", "organisatie", "functionaris", "toegangssleutel", "gemaakt", "id"]
            : ["user", "body", "officer", "access key", "made", "id"];
        string[][] rows =
        [
            .. vault.Users.List(parsed.GetValue(body)).SelectMany(u => u.Keys.Count == 0
                ? [[u.User.Name, u.User.Body, YesNo(u.User.IsOfficer), Terminal.Say("none", "geen"), "", u.User.Id]]
                : u.Keys.Select(k => new[]
                {
                    u.User.Name, u.User.Body, YesNo(u.User.IsOfficer), k.Id,
                    k.Created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), u.User.Id,
                })),
        ];
        Rows.Write(Terminal, heading, rows);
        return ExitCodes.Done;
    });

    private string YesNo(bool isSo) => isSo ? Terminal.Say("yes", "ja") : Terminal.Say("no", "nee");
}

/// <summary>Gives a user a second access key.</summary>
internal sealed class VaultUserAddKeyVerb : VaultKeyVerb
{
    private readonly Argument<string> body;
    private readonly Argument<string> name;
    private readonly Option<string?> by;

    public VaultUserAddKeyVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault user add-key", new Phrase(
            "Give a user a second access key, so that programs can go over to it before the first is revoked",
            "Geef een gebruiker een tweede toegangssleutel, zodat programma's kunnen overstappen voordat de eerste wordt ingetrokken"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        name = Argument("name", "The name of the user", "De naam van de gebruiker");
        by = ByOrBody();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault user add-key kluis org:min-bzk backup --by beheer --passphrase-file wachtzin-bzk.txt", new Phrase(
            "a second key for a backup program", "een tweede sleutel voor een back-upprogramma")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought) => WithVault(folder, vault =>
        WithKeys(vault, parsed.GetValue(body)!, brought, keys =>
            When(vault.Users.AddKey(keys, parsed.GetValue(name)!, parsed.GetValue(by) ?? keys.Body, Clock), Show)));
}

/// <summary>Takes access keys of a user away.</summary>
internal sealed class VaultUserRevokeVerb : VaultFolderVerb
{
    private readonly Argument<string> name;
    private readonly Option<string?> key;
    private readonly Option<string?> by;

    public VaultUserRevokeVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault user revoke", new Phrase(
            "Take the access keys of a user away for good; a server refuses them from its next request on",
            "Trek de toegangssleutels van een gebruiker voorgoed in; een server weigert ze vanaf het volgende verzoek"))
    {
        name = Argument("name", "The name of the user", "De naam van de gebruiker");
        key = Option<string?>("--key", "ID", "Only this access key", "Alleen deze toegangssleutel");
        by = By();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault user revoke kluis backup --by beheer", new Phrase("all its keys", "al zijn sleutels")),
        ("sluis vault user revoke kluis backup --key SLUIS3ZBQ6XO2N4Y7KTA --by beheer", new Phrase("one of its two", "een van de twee")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
        When(vault.Users.Revoke(parsed.GetValue(name)!, parsed.GetValue(key), parsed.GetValue(by) ?? "", Clock), revoked =>
        {
            foreach (var id in revoked)
            {
                Terminal.Out.WriteLine(Terminal.Say($"Revoked {id}.", $"{id} ingetrokken."));
            }

            return ExitCodes.Done;
        }));
}
