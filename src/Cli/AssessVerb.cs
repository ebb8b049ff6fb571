using System.CommandLine;
using Sluiswachter.App.Documents;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Cli;

/// <summary>The weighing on a terminal: puts the questions one by one, and writes the document for a decision maker.</summary>
internal sealed class AssessVerb : InquiryVerb
{
    private const string Back = "<";
    private const string Stop = "q";
    private const string Unknown = "?";

    private readonly Option<string?> document;

    public AssessVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, AssessInquiry inquiry)
        : base(terminal, clock, global, inquiry) =>
        document = PathOption<string?>("--document", PathKind.File,
            "Write the weighing as a document for a decision maker: a new file that ends in .md or .html",
            "Schrijf de afweging als document voor wie beslist: een nieuw bestand dat eindigt op .md of .html");

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        if (parsed.GetValue(document) is { } path && DocumentFile.Check(path) is { } problem)
        {
            Complain(new BadOptionValue("--document", problem));
            return ExitCodes.Of(problem);
        }

        return base.Run(parsed);
    }

    /// <inheritdoc />
    protected override InquiryReply Answer(
        ParseResult parsed, IReadOnlyDictionary<string, IReadOnlyList<string>> words, InquiryDesk desk)
    {
        var reply = base.Answer(parsed, words, desk);
        return Terminal.InIsTerminal && !IsForAProgram(parsed) ? AskOn(parsed, words, desk, reply) : reply;
    }

    /// <inheritdoc />
    protected override int Show(ParseResult parsed, InquiryReply reply)
    {
        var code = base.Show(parsed, reply);
        if (code == ExitCodes.Done && parsed.GetValue(document) is { } path)
        {
            DocumentFile.Write(path, reply.Tell(Terminal.Language, int.MaxValue)!, Terminal.Language);
            Terminal.Error.WriteLine(Terminal.Say($"written: {path}", $"geschreven: {path}"));
        }

        return code;
    }

    /// <summary>Puts questions until none is left, or the person stops.</summary>
    private InquiryReply AskOn(
        ParseResult parsed, IReadOnlyDictionary<string, IReadOnlyList<string>> words, InquiryDesk desk, InquiryReply reply)
    {
        var given = new List<(UseQuestion Question, string? Word)>();
        var greeted = false;
        while (reply.Answer is AssessAnswer { Weighing.Questions: var questions } &&
            questions.Where(q => !given.Exists(g => g.Question == q)).Select(AskedQuestion.Of).FirstOrDefault() is { } question)
        {
            if (!greeted)
            {
                Terminal.Error.WriteLine(Terminal.Say(
                    $"Answer with a number or a word; {Unknown} = unknown, {Back} = back, {Stop} = stop here.",
                    $"Antwoord met een nummer of een woord; {Unknown} = onbekend, {Back} = terug, {Stop} = hier stoppen."));
                greeted = true;
            }

            switch (Put(question))
            {
                case Stop:
                    return reply;
                case Back when given.Count > 0:
                    given.RemoveAt(given.Count - 1);
                    break;
                case Back:
                    break;
                case Unknown:
                    given.Add((question.Question, null));
                    break;
                case var word:
                    given.Add((question.Question, word));
                    break;
            }

            reply = base.Answer(parsed, With(words, given), desk);
        }

        return reply;
    }

    /// <summary>Puts one question until the answer is understood; the end of what is typed is a stop.</summary>
    private string Put(AskedQuestion question)
    {
        Terminal.Error.WriteLine();
        Terminal.Error.WriteLine(question.Asks.In(Terminal.Language));
        for (var i = 0; i < question.Options.Count; i++)
        {
            Terminal.Error.WriteLine($"  {i + 1}  {question.Options[i].Says.In(Terminal.Language)}");
        }

        while (true)
        {
            Terminal.Error.Write("> ");
            Terminal.Error.Flush();
            switch (Terminal.In.ReadLine()?.Trim())
            {
                case null:
                    return Stop;
                case (Back or Stop or Unknown) and var command:
                    return command;
                case var typed when int.TryParse(typed, out var number) && number >= 1 && number <= question.Options.Count:
                    return question.Options[number - 1].Word;
                case var typed when question.Options.Any(o => Means(o, typed)):
                    return question.Options.First(o => Means(o, typed)).Word;
                default:
                    Terminal.Error.WriteLine(Terminal.Say(
                        $"expected a number from 1 to {question.Options.Count}, {Unknown}, {Back} or {Stop}",
                        $"verwacht een nummer van 1 tot en met {question.Options.Count}, {Unknown}, {Back} of {Stop}"));
                    break;
            }
        }
    }

    private bool Means((string Word, Phrase Says) option, string typed) =>
        string.Equals(option.Word, typed, StringComparison.OrdinalIgnoreCase) ||
        string.Equals(option.Says.In(Terminal.Language), typed, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, IReadOnlyList<string>> With(
        IReadOnlyDictionary<string, IReadOnlyList<string>> words, IEnumerable<(UseQuestion Question, string? Word)> given) =>
        new(words, StringComparer.Ordinal)
        {
            [AssessInquiry.Given.Name] =
            [
                .. words.GetValueOrDefault(AssessInquiry.Given.Name) ?? [],
                .. given.Where(g => g.Word is not null).Select(g => $"{AskedQuestion.Of(g.Question).Word}={g.Word}"),
            ],
        };
}
