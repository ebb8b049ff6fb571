using System.CommandLine;
using System.Text.Json;
using Sluiswachter.App;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Cli;

/// <summary>An inquiry as a verb: its parameters as options, its answer as sentences and tables, or as JSON.</summary>
internal class InquiryVerb : QuestionVerb
{
    private const int DefaultLines = 10;

    private readonly Inquiry inquiry;
    private readonly Dictionary<InquiryParameter, Func<ParseResult, IReadOnlyList<string>>> given = [];
    private readonly Option<int> lines;
    private readonly Option<bool> json;

    public InquiryVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, Inquiry inquiry)
        : base(terminal, clock, global, inquiry.Name, inquiry.Summary)
    {
        this.inquiry = inquiry;
        foreach (var parameter in inquiry.Parameters)
        {
            given.Add(parameter, Reader(parameter));
        }

        AddWhatIf();
        lines = Lines(DefaultLines);
        json = Option<bool>("--json", null, "Print the whole answer as JSON", "Toon het hele antwoord als JSON");
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples => inquiry.Examples;

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        var isOfEarlierKnowledge = new InquiryWords(Words(parsed, names: null)).Mentions(InquiryParameter.AsKnownOn);
        return inquiry.CanDoWithoutRegister
            ? AskWithOrWithout(parsed, isOfEarlierKnowledge, Answered)
            : Ask(parsed, isOfEarlierKnowledge, Answered);

        int Answered(IRegisterStore? store)
        {
            var words = WithNames(store, names => Words(parsed, names));
            return Show(parsed, Explained(Answer(parsed, words, Desk(parsed, store)), store));
        }
    }

    /// <inheritdoc />
    protected override IReadOnlyList<ParameterProblem> SlipsIn(ParseResult parsed) => Slips.Of(
        inquiry, new InquiryWords(Words(parsed, names: null), parameter => parameter.Typed), Days.InTheNetherlands(Clock.GetUtcNow()));

    /// <inheritdoc />
    protected override void Complain(ParameterProblem problem) =>
        Complain(new BadOptionValue(inquiry.Parameters.First(p => p.Name == problem.Parameter).Typed, problem.Problem));

    /// <summary>Whether the answer is for a program.</summary>
    protected bool IsForAProgram(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>Gets the answer to what was typed.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="words">The values of each parameter, by its name.</param>
    /// <param name="desk">What it is answered from.</param>
    protected virtual InquiryReply Answer(
        ParseResult parsed, IReadOnlyDictionary<string, IReadOnlyList<string>> words, InquiryDesk desk) =>
        inquiry.Ask(new InquiryWords(words, parameter => parameter.Typed), desk);

    /// <summary>Shows an answer, or why there is none; returns the exit code.</summary>
    protected virtual int Show(ParseResult parsed, InquiryReply reply)
    {
        reply.Warnings.ToList().ForEach(Warn);
        if (reply.Answer is null)
        {
            return Refuse(reply.Problems);
        }

        if (parsed.GetValue(json))
        {
            WriteJson(reply);
        }
        else
        {
            new DocumentText(Terminal).Write(reply.Tell(Terminal.Language, parsed.GetValue(lines))!);
        }

        foreach (var failed in reply.Failed)
        {
            Terminal.TellError($"sluis: {failed.In(Terminal.Language)}");
        }

        return reply.Failed.Count > 0 ? ExitCodes.CheckFailed : ExitCodes.Done;
    }

    /// <summary>Makes a parameter known to the command line; returns how what was given is read.</summary>
    private Func<ParseResult, IReadOnlyList<string>> Reader(InquiryParameter parameter)
    {
        var (english, dutch) = (parameter.Means.English, parameter.Means.Dutch);
        var placeholder = parameter.Placeholder.In(Terminal.Language);
        if (parameter.IsSubject)
        {
            var argument = Argument(parameter.Name, english, dutch);
            return parsed => Given(parsed.GetValue(argument));
        }

        if (parameter.IsRepeatable)
        {
            var several = Option<string[]>(parameter.Option, placeholder, english, dutch);
            return parsed => parsed.GetValue(several) ?? [];
        }

        var one = Option<string?>(parameter.Option, placeholder, english, dutch);
        return parsed => Given(parsed.GetValue(one));

        static IReadOnlyList<string> Given(string? text) => text is null ? [] : [text];
    }

    private Dictionary<string, IReadOnlyList<string>> Words(ParseResult parsed, NamedIds? names) => given.ToDictionary(
        g => g.Key.Name, g => g.Value(parsed) is var typed && names is not null ? names.Of(g.Key.Name, typed) : typed,
        StringComparer.Ordinal);

    /// <summary>Tells of names that nothing has what may have been meant.</summary>
    private static InquiryReply Explained(InquiryReply reply, IRegisterStore? store)
    {
        if (reply.Answer is not null || store is null)
        {
            return reply;
        }

        using var reader = store.Read();
        return reply with { Problems = [.. reply.Problems.Select(new NamedIds(reader).Explain)] };
    }

    private InquiryDesk Desk(ParseResult parsed, IRegisterStore? store) =>
        new(store, Days.InTheNetherlands(Clock.GetUtcNow()), Imagined(parsed));

    private void WriteJson(InquiryReply reply)
    {
        Terminal.Out.Flush();
        using (var writer = new Utf8JsonWriter(Terminal.OutStream, new JsonWriterOptions { SkipValidation = true }))
        {
            reply.WriteJson(writer);
        }

        Terminal.OutStream.WriteByte((byte)'\n');
    }
}
