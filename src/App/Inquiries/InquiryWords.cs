using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>A question as a person or client put it, word for word; gathers what cannot be understood.</summary>
/// <param name="words">By the name of the parameter: its values, in order.</param>
/// <param name="called">What a parameter is called where it was put; null: by its name in the API.</param>
public sealed class InquiryWords(
    IReadOnlyDictionary<string, IReadOnlyList<string>> words, Func<InquiryParameter, string>? called = null)
{
    private readonly List<ParameterProblem> problems = [];
    private FactsOfDay? facts;

    /// <summary>What could not be understood so far.</summary>
    public IReadOnlyList<ParameterProblem> Problems => problems;

    /// <summary>What a parameter is called where the question was put, for messages: <c>--per-week</c> or <c>perWeek</c>.</summary>
    public string Called(InquiryParameter parameter) => called?.Invoke(parameter) ?? parameter.Name;

    /// <summary>Whether a parameter is given.</summary>
    public bool Mentions(InquiryParameter parameter) => Texts(parameter).Count > 0;

    /// <summary>The values of a repeatable parameter, each once.</summary>
    public IReadOnlyList<T> Each<T>(InquiryParameter parameter, Func<string, Result<T>> read)
    {
        var values = new List<T>();
        foreach (var text in Texts(parameter).Distinct(StringComparer.Ordinal))
        {
            if (Read(parameter, text, read) is { Holds: true } value)
            {
                values.Add(value.Value);
            }
        }

        return values;
    }

    /// <summary>The value of a parameter, or another when it is not given (or cannot be understood).</summary>
    public T One<T>(InquiryParameter parameter, T otherwise, Func<string, Result<T>> read)
    {
        var texts = Texts(parameter);
        return texts.Count > 0 && Read(parameter, texts[0], read) is { Holds: true } value ? value.Value : otherwise;
    }

    /// <summary>The value of a parameter that must be given; null, and a problem, when it is not.</summary>
    public T? Subject<T>(InquiryParameter parameter, Func<string, Result<T>> read)
        where T : class
    {
        if (Texts(parameter).Count == 0)
        {
            problems.Add(new ParameterProblem(parameter.Name, new MissingValue(Called(parameter))));
            return null;
        }

        return One<T?>(parameter, null, text => read(text).Then<T?>(value => value));
    }

    /// <summary>Which facts count: <c>at</c>, <c>asKnownOn</c> and <c>include</c>; complains at the first call only.</summary>
    public FactsOfDay Facts(DateOnly today) => facts ??= new FactsOfDay(
        One(InquiryParameter.At, today, Days.Parse),
        Each(InquiryParameter.Include, Considered).Count > 0,
        One(InquiryParameter.AsKnownOn, null, text => Days.Parse(text).Then<DateOnly?>(day => day)));

    /// <summary>A whole number in the range of the parameter.</summary>
    public int Number(InquiryParameter parameter, int otherwise) => One(parameter, otherwise, parameter.Range!.Read);

    /// <summary>The same, or null when it is not given.</summary>
    public int? Number(InquiryParameter parameter) => Mentions(parameter) ? Number(parameter, default) : null;

    /// <summary>Several whole numbers in the range of the parameter.</summary>
    public IReadOnlyList<int> Numbers(InquiryParameter parameter) => Each(parameter, parameter.Range!.Read);

    /// <summary>Complains about ids that the register does not know as of that kind, with ids that may be meant.</summary>
    public void MustBeKnown(InquiryParameter parameter, IEnumerable<EntityId> ids, FactKind kind, IRegisterReader reader) =>
        problems.AddRange(KnownIds.Missing(parameter.Name, ids, kind, reader));

    /// <summary>An id that the register must know as of a kind; null when it is not given, or cannot be used.</summary>
    public EntityId? KnownId(InquiryParameter parameter, FactKind kind, IRegisterReader reader)
    {
        var id = One<EntityId?>(parameter, null, text => EntityId.Of(text).Then<EntityId?>(known => known));
        if (id is { } asked)
        {
            MustBeKnown(parameter, [asked], kind, reader);
        }

        return id;
    }

    /// <summary>Complains about a parameter.</summary>
    public void Refuse(InquiryParameter parameter, Problem problem) =>
        problems.Add(new ParameterProblem(parameter.Name, problem));

    /// <summary>Complains about parameters that are given, and understood, where they say nothing.</summary>
    /// <param name="hasCompany">Whether that is there which gives them a meaning.</param>
    /// <param name="company">What that is, in the words of the question.</param>
    /// <param name="parameters">The parameters.</param>
    public void NeedCompany(bool hasCompany, string company, params IEnumerable<InquiryParameter> parameters) =>
        problems.AddRange(parameters
            .Where(p => !hasCompany && Mentions(p) && !problems.Exists(known => known.Parameter == p.Name)).ToList()
            .Select(p => new ParameterProblem(p.Name, new SaysNothingAlone(company))));

    private static Result<string> Considered(string text) =>
        text == InquiryParameter.Considered ? text : new NotAChoice(text, [InquiryParameter.Considered]);

    private IReadOnlyList<string> Texts(InquiryParameter parameter) => words.GetValueOrDefault(parameter.Name) ?? [];

    private Result<T> Read<T>(InquiryParameter parameter, string text, Func<string, Result<T>> read)
    {
        var value = text.Length == 0 ? new MissingValue(Called(parameter)) : read(text);
        if (!value.Holds)
        {
            problems.Add(new ParameterProblem(parameter.Name, value.Problem!));
        }

        return value;
    }
}

/// <summary>A refusal of one inquiry's own: parts that do not go together, or one that another needs.</summary>
public abstract record InquiryProblem(Phrase Says) : Problem(Says);

/// <summary>A parameter that changes nothing in the question as it stands.</summary>
/// <param name="Company">What gives it a meaning, in the words of the question.</param>
public sealed record SaysNothingAlone(string Company) : InquiryProblem(new Phrase(
    $"says nothing here: it has a meaning together with {Company}",
    $"zegt hier niets: het heeft betekenis samen met {Company}"));
