using System.CommandLine;
using System.Net;
using Sluiswachter.Model;
using Sluiswachter.Server;

namespace Sluiswachter.Cli;

/// <summary>Serves the page and the REST API.</summary>
internal sealed class ServeVerb : Verb
{
    private readonly Option<int> port;
    private readonly Option<string?> bind;
    private readonly Option<string[]> host;

    public ServeVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "serve", new Phrase(
            "Serve the same answers as a page and a REST API", "Geef dezelfde antwoorden als pagina en REST-API"))
    {
        port = Count("--port", IPEndPoint.MinPort, IPEndPoint.MaxPort, ServeOptions.DefaultPort,
            "The port; 0 takes a free one", "De poort; 0 neemt een vrije");
        bind = Option<string?>("--bind", terminal.Say("ADDRESS", "ADRES"),
            "The address to listen on (default 127.0.0.1: only this machine)",
            "Het adres om op te luisteren (standaard 127.0.0.1: alleen deze machine)");
        host = Option<string[]>("--host", terminal.Say("NAME", "NAAM"),
            "A name by which a reverse proxy on this machine calls us",
            "Een naam waarmee een reverse proxy op deze machine ons aanroept");
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis serve", new Phrase("on http://127.0.0.1:5080, until Ctrl-C", "op http://127.0.0.1:5080, tot Ctrl-C")),
        ("sluis serve --port 0 --store sqlite:register.sqlite", new Phrase(
            "on a free port, from a register of your own", "op een vrije poort, uit een eigen register")),
    ];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        var where = ServeOptions.Where(parsed.GetValue(bind), parsed.GetValue(port));
        if (!where.Holds)
        {
            Complain(where.Problem!);
            return ExitCodes.Usage;
        }

        using var store = OpenStore(parsed, mayMake: true, out var refused);
        if (store is null)
        {
            return refused;
        }

        var options = new ServeOptions(store, Clock)
        {
            Listen = where.Value,
            Hosts = parsed.GetValue(host) ?? [],
            Tell = news => Terminal.Error.WriteLine(news.In(Terminal.Language)),
        };
        if (ServerHost.RunAsync(options).GetAwaiter().GetResult() is { } problem)
        {
            Complain(problem);
            return ExitCodes.Machine;
        }

        return ExitCodes.Done;
    }
}
