using System.CommandLine;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Serves the page and the REST API.</summary>
internal sealed class ServeVerb : Verb
{
    public ServeVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "serve", new Phrase(
            "Serve the same answers as a page and a REST API", "Geef dezelfde antwoorden als pagina en REST-API"))
    {
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } = [];

    /// <inheritdoc />
    public override int Run(ParseResult parsed) => ExitCodes.Done;
}
