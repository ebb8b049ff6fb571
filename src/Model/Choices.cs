using System.Collections.Frozen;
using System.Text;

namespace Sluiswachter.Model;

// The closed lists of the register bundle. Their numbers are written to disk and never change.

/// <summary>How much depends on a function.</summary>
public enum Criticality : byte
{
    /// <summary>Part of the national list of vital processes.</summary>
    Vital = 1,

    /// <summary>Society is seriously hindered without it.</summary>
    Essential = 2,

    /// <summary>A task of the body cannot be done without it.</summary>
    Important = 3,

    /// <summary>Work is harder without it.</summary>
    Supporting = 4,
}

/// <summary>How confidential data is; state secrets do not belong in this register.</summary>
public enum DataClass
{
    /// <summary>Anyone may read it.</summary>
    Public = 1,

    /// <summary>For the public body itself.</summary>
    Internal = 2,

    /// <summary>Departementaal vertrouwelijk or its like.</summary>
    Confidential = 3,
}

/// <summary>Which personal data a function works with (GDPR articles 4 and 9).</summary>
public enum PersonalData
{
    /// <summary>None.</summary>
    None = 1,

    /// <summary>Personal data outside the special categories.</summary>
    Ordinary = 2,

    /// <summary>Special categories of personal data (article 9).</summary>
    Special = 3,
}

/// <summary>Who may read a fact of the register.</summary>
public enum Marking
{
    /// <summary>Anyone.</summary>
    Public = 1,

    /// <summary>Public bodies.</summary>
    Internal = 2,

    /// <summary>Departementaal vertrouwelijk: named officials.</summary>
    Confidential = 3,
}

/// <summary>On what ground a fact is stated.</summary>
public enum Basis : byte
{
    /// <summary>The body or supplier says so itself.</summary>
    Declared = 1,

    /// <summary>It was observed from outside on a date.</summary>
    Measured = 2,

    /// <summary>It follows from other facts by a rule named in its source.</summary>
    Inferred = 3,
}

/// <summary>Service models of NIST SP 800-145; a service may have several.</summary>
[Flags]
public enum ServiceModels
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>Infrastructure as a service.</summary>
    Iaas = 1,

    /// <summary>Platform as a service.</summary>
    Paas = 2,

    /// <summary>Software as a service.</summary>
    Saas = 4,

    /// <summary>Something else.</summary>
    Other = 8,
}

/// <summary>Deployment models of NIST SP 800-145, and on premises.</summary>
public enum Deployment
{
    /// <summary>Open to the general public.</summary>
    Public = 1,

    /// <summary>For one organisation.</summary>
    Private = 2,

    /// <summary>For a community of organisations.</summary>
    Community = 3,

    /// <summary>A composition of others.</summary>
    Hybrid = 4,

    /// <summary>In the body's own rooms.</summary>
    OnPremises = 5,
}

/// <summary>The kind of say that an owner has over what it owns.</summary>
public enum Control
{
    /// <summary>No control.</summary>
    None = 1,

    /// <summary>Together with others; by itself no control.</summary>
    Joint = 2,

    /// <summary>Alone.</summary>
    Sole = 3,
}

/// <summary>Where an acquisition or holding stands.</summary>
public enum OwnershipStatus
{
    /// <summary>It is so; the only status that counts.</summary>
    InForce = 1,

    /// <summary>Announced, not (yet) carried out.</summary>
    Announced = 2,

    /// <summary>Forbidden by an authority.</summary>
    Prohibited = 3,
}

/// <summary>What a consumer needs a service for.</summary>
public enum Purpose : byte
{
    /// <summary>Computing capacity.</summary>
    Hosting = 1,

    /// <summary>Keeping data.</summary>
    Storage = 2,

    /// <summary>Knowing who someone is.</summary>
    Identity = 3,

    /// <summary>E-mail.</summary>
    Mail = 4,

    /// <summary>Name resolution.</summary>
    Dns = 5,

    /// <summary>Connections.</summary>
    Network = 6,

    /// <summary>Paying and being paid.</summary>
    Payment = 7,

    /// <summary>Messages between systems or people.</summary>
    Messaging = 8,

    /// <summary>A web site or its parts.</summary>
    Web = 9,

    /// <summary>Help with running it; slow.</summary>
    Support = 10,

    /// <summary>New versions; slow.</summary>
    Updates = 11,

    /// <summary>The right to use it; slow.</summary>
    Licence = 12,

    /// <summary>Anything else; slow.</summary>
    Other = 13,
}

/// <summary>Where a use stands in its life.</summary>
public enum RequirementStatus
{
    /// <summary>Thought about; counts only when asked for.</summary>
    Considered = 1,

    /// <summary>Decided, not begun.</summary>
    Planned = 2,

    /// <summary>Moving.</summary>
    Migrating = 3,

    /// <summary>In use.</summary>
    InUse = 4,

    /// <summary>Being left.</summary>
    Ending = 5,
}

/// <summary>How an alternative stands by.</summary>
public enum AlternativeRole
{
    /// <summary>In use.</summary>
    Active = 1,

    /// <summary>Ready to take over.</summary>
    Standby = 2,
}

/// <summary>In what form a service sees the consumer's data.</summary>
public enum DataHandling
{
    /// <summary>Not at all.</summary>
    None = 1,

    /// <summary>Only encrypted; who can decrypt it is told by the keys.</summary>
    Encrypted = 2,

    /// <summary>In the clear.</summary>
    Clear = 3,
}

/// <summary>What kind of judgement an assessment is.</summary>
public enum AssessmentKind
{
    /// <summary>A risk analysis of a process, system or service.</summary>
    RiskAnalysis = 1,

    /// <summary>Whether a data protection impact assessment is needed.</summary>
    PreScanDpia = 2,

    /// <summary>A data protection impact assessment (GDPR, article 35).</summary>
    Dpia = 3,

    /// <summary>A data transfer impact assessment: what personal data meets in a country without adequacy.</summary>
    Dtia = 4,

    /// <summary>How sovereign a service is.</summary>
    Sovereignty = 5,

    /// <summary>How ready the exit is.</summary>
    ExitReadiness = 6,

    /// <summary>Whether a contract says what the law demands.</summary>
    ContractCheck = 7,

    /// <summary>Which open standards are met, or why not.</summary>
    OpenStandards = 8,

    /// <summary>Whether a platform meets a standard for hosting, such as Haven.</summary>
    HostingStandard = 9,

    /// <summary>How secure the supply chain is.</summary>
    SupplyChain = 10,

    /// <summary>Something else.</summary>
    Other = 11,
}

/// <summary>What a decision is.</summary>
public enum DecisionKind
{
    /// <summary>A proposal was put forward for consent.</summary>
    Proposed = 1,

    /// <summary>Someone independent showed that it is needed.</summary>
    Substantiated = 2,

    /// <summary>A role agrees.</summary>
    Approved = 3,

    /// <summary>A role agrees on conditions, or with a part.</summary>
    ApprovedInPart = 4,

    /// <summary>A role does not agree.</summary>
    Refused = 5,

    /// <summary>The House was informed.</summary>
    HouseInformed = 6,

    /// <summary>Measures that a consent asked for are in place.</summary>
    MeasuresInPlace = 7,

    /// <summary>It is thought over anew.</summary>
    Reconsidered = 8,

    /// <summary>It is taken back.</summary>
    Withdrawn = 9,

    /// <summary>It was done.</summary>
    CarriedOut = 10,

    /// <summary>Those who must be told beforehand were told.</summary>
    Notified = 11,

    /// <summary>Those who may direct gave directions.</summary>
    Directed = 12,

    /// <summary>Risk analysis and exit plan were published.</summary>
    Published = 13,

    /// <summary>The use was part of a yearly report.</summary>
    Reported = 14,

    /// <summary>A departure from a rule was explained.</summary>
    Explained = 15,

    /// <summary>A risk is accepted.</summary>
    Accepted = 16,

    /// <summary>A risk is mitigated.</summary>
    Mitigated = 17,
}

/// <summary>The words by which the register bundle writes the members of a closed list.</summary>
/// <remarks>A member's word is its name in lower case with hyphens: <c>OnPremises</c> is <c>on-premises</c>.</remarks>
public sealed class Words
{
    private readonly FrozenDictionary<string, int> numbers;
    private readonly string?[] words;

    private Words(IEnumerable<(string Word, int Number)> members)
    {
        var list = members.ToList();
        All = [.. list.Select(m => m.Word)];
        numbers = list.ToFrozenDictionary(m => m.Word, m => m.Number, StringComparer.Ordinal);
        words = new string?[list.Max(m => m.Number) + 1];
        list.ForEach(m => words[m.Number] = m.Word);
    }

    /// <summary>All words, in the order of their numbers.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The words of an enumeration, its zero member left out.</summary>
    public static Words Of<TEnum>()
        where TEnum : struct, Enum =>
        new(Enum.GetValues<TEnum>().Select(v => (Hyphenate(v.ToString()), Convert.ToInt32(v))).Where(m => m.Item2 != 0));

    /// <summary>The number of a word, or null when the list has no such word.</summary>
    public int? NumberOf(string word) => numbers.TryGetValue(word, out var number) ? number : null;

    /// <summary>The word of a number that was written to disk.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No member has that number: the store is damaged.</exception>
    public string WordOf(int number) =>
        (number > 0 && number < words.Length ? words[number] : null)
        ?? throw new ArgumentOutOfRangeException(nameof(number), number, "no such member");

    private static string Hyphenate(string name)
    {
        var word = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }
}

/// <summary>What each purpose means in time.</summary>
public static class Purposes
{
    /// <summary>Hours after which a slow purpose is felt, unless the alternative states its own grace.</summary>
    public const int SlowGraceHours = 720;

    /// <summary>Whether cutting the service is felt at once.</summary>
    public static bool IsPushButton(this Purpose purpose) => purpose < Purpose.Support;

    /// <summary>Hours between the failure of an alternative and its being felt, unless it states its own.</summary>
    public static int DefaultGraceHours(this Purpose purpose) => purpose.IsPushButton() ? 0 : SlowGraceHours;
}
