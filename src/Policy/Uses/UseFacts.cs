using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What a use is, as clauses ask for it: the heaviest of what it serves, and unknown where that may be heavier.</summary>
/// <remarks>
/// An answer that was told in a weighing goes before facts. A yes of one function makes it yes; it is no only when each
/// function says no; else it is unknown.
/// </remarks>
public static class UseFacts
{
    /// <summary>The grounds of what nobody said.</summary>
    internal static readonly IReadOnlyList<Ground> NoGrounds = [];

    private static readonly Known<bool> No = new(false, NoGrounds);

    /// <summary>Whether it holds state secrets; of what the register holds it is known that it does not.</summary>
    public static Known<bool> StateSecrets(this Use use) =>
        use.TellsFlag(UseQuestion.StateSecrets) ?? (use.Dossier is null ? Unknown<bool>() : No);

    /// <summary>The deployment model.</summary>
    public static Known<Deployment> Deployment(this Use use) => use.TellsChoice<Deployment>(UseQuestion.Deployment) ??
        new Known<Deployment>(use.Service.Deployment, use.Service.Deployment is null ? NoGrounds : UnspokenGrounds.Of(
            use.Service, static s => [new Ground(DeploymentSays(s.Name, s.Deployment!.Value), s.Provenance)]));

    /// <summary>Whether it is a public cloud: public or hybrid.</summary>
    public static Known<bool> PublicCloud(this Use use)
    {
        var deployment = use.Deployment();
        return new Known<bool>(
            deployment.Value is { } known ? known is Model.Deployment.Public or Model.Deployment.Hybrid : null, deployment.Grounds);
    }

    /// <summary>Whether it runs elsewhere than in the body's own rooms.</summary>
    public static Known<bool> Cloud(this Use use)
    {
        var deployment = use.Deployment();
        return new Known<bool>(
            deployment.Value is { } known ? known != Model.Deployment.OnPremises : null, deployment.Grounds);
    }

    /// <summary>The most critical of its functions; unknown while a function that says nothing may be more so.</summary>
    public static Known<Criticality> Criticality(this Use use) =>
        use.TellsChoice<Criticality>(UseQuestion.Criticality) ?? Heaviest(
            use, f => f.Criticality, heaviest: Model.Criticality.Vital, isHeavier: (a, b) => a < b,
            CriticalitySays);

    /// <summary>Whether one of its functions is vital or essential.</summary>
    public static Known<bool> VitalOrEssential(this Use use) => use.TellsChoice<Criticality>(UseQuestion.Criticality) is { } told
        ? new Known<bool>(IsHeavy(told.Value!.Value), told.Grounds)
        : AnyFunction(
            use, f => f.Criticality is { } known ? IsHeavy(known) : null,
            f => CriticalitySays(f.Name, f.Criticality!.Value));

    /// <summary>The most confidential data of its functions.</summary>
    public static Known<DataClass> DataClass(this Use use) =>
        use.TellsChoice<DataClass>(UseQuestion.DataClass) ?? Heaviest(
            use, f => f.DataClass, heaviest: Model.DataClass.Confidential, isHeavier: (a, b) => a > b,
            (name, value) => new Phrase(
                $"data of {name} is {ChoiceWords.Of(value).English}", $"gegevens van {name} zijn {ChoiceWords.Of(value).Dutch}"));

    /// <summary>The most protected personal data of its functions.</summary>
    public static Known<PersonalData> PersonalData(this Use use) =>
        use.TellsChoice<PersonalData>(UseQuestion.PersonalData) ?? Heaviest(
            use, f => f.PersonalData, heaviest: Model.PersonalData.Special, isHeavier: (a, b) => a > b, PersonalDataSays);

    /// <summary>Whether one of its functions works with personal data.</summary>
    public static Known<bool> AnyPersonalData(this Use use) => use.AtLeast(Model.PersonalData.Ordinary);

    /// <summary>Whether one of its functions works with special categories of personal data.</summary>
    public static Known<bool> SpecialCategories(this Use use) => use.AtLeast(Model.PersonalData.Special);

    /// <summary>Whether one of its functions belongs to the primary process.</summary>
    public static Known<bool> PrimaryProcess(this Use use) => use.TellsFlag(UseQuestion.PrimaryProcess) ?? Any(
        use, c => c.PrimaryProcess, name => new Phrase(
            $"{name} belongs to the primary process", $"{name} hoort bij het primaire proces"));

    /// <summary>Whether one of its functions works with personal data on a large scale.</summary>
    public static Known<bool> LargeScalePersonalData(this Use use) => use.TellsFlag(UseQuestion.LargeScalePersonalData) ?? Any(
        use, c => c.LargeScalePersonalData, name => new Phrase(
            $"{name} works with personal data on a large scale", $"{name} werkt op grote schaal met persoonsgegevens"));

    /// <summary>Whether one of its functions keeps source data of a base register.</summary>
    public static Known<bool> BaseRegister(this Use use) => use.TellsFlag(UseQuestion.BaseRegister) ?? Any(
        use, c => c.BaseRegister, name => new Phrase(
            $"{name} keeps source data of a base register", $"{name} bewaart brongegevens van een basisregistratie"));

    /// <summary>Whether it is e-mail, or the documents of an office: storage as software (SaaS).</summary>
    public static Known<bool> MailOrDocuments(this Use use)
    {
        if (use.TellsFlag(UseQuestion.MailOrDocuments) is { } told)
        {
            return told;
        }

        for (var i = 0; i < use.Functions.Count; i++)
        {
            var requirement = use.Functions[i].Requirement;
            if (requirement.Purpose == Purpose.Mail ||
                (requirement.Purpose == Purpose.Storage && use.Service.Models.HasFlag(ServiceModels.Saas)))
            {
                return new Known<bool>(true, UnspokenGrounds.Of(requirement, static r => [new Ground(
                    new Phrase($"it is used for {ChoiceWords.Of(r.Purpose).English}",
                        $"het wordt gebruikt voor {ChoiceWords.Of(r.Purpose).Dutch}"), r.Provenance)]));
            }
        }

        return use.Functions.Count == 0 ? Unknown<bool>() : No;
    }

    /// <summary>Whether the body calls the use material; clause 4.1 of the policy of 2026 has marks of its own.</summary>
    public static Known<bool> CalledMaterial(this Use use)
    {
        if (use.TellsFlag(UseQuestion.CalledMaterial) is { } told)
        {
            return told;
        }

        var said = use.Functions.Select(f => f.Requirement).Where(r => r.Material is not null).ToList();
        var material = said.FirstOrDefault(r => r.Material == true) ?? (said.Count == use.Functions.Count ? said.FirstOrDefault() : null);
        return new Known<bool>(material?.Material, material is null ? [] : [new Ground(
            material.Material == true
                ? new Phrase("the body calls the use material", "de organisatie noemt het gebruik materieel")
                : new Phrase("the body calls the use not material", "de organisatie noemt het gebruik niet materieel"),
            material.Provenance)]);
    }

    /// <summary>
    /// Whether the use is material by the cloud policy of 2026, 4.1: it belongs to the primary process, or works with
    /// personal data on a large scale. One source adds important supporting processes, which are not told apart here.
    /// </summary>
    public static Known<bool> IsMaterial(this Use use)
    {
        var primary = use.PrimaryProcess();
        if (primary.Value == true)
        {
            return primary;
        }

        var large = use.LargeScalePersonalData();
        return large.Value == true || !primary.IsUnknown ? large : primary;
    }

    /// <summary>The first day of the use; null: since always, as far as is known.</summary>
    public static DateOnly? Since(this Use use)
    {
        DateOnly? first = null;
        for (var i = 0; i < use.Functions.Count; i++)
        {
            if (use.Functions[i].Since is not { } from)
            {
                return null;
            }

            first = from < first || first is null ? from : first;
        }

        return first;
    }

    /// <summary>Whether it was in use before a day, and still is.</summary>
    public static bool ExistedBefore(this Use use, DateOnly day) => use.IsInUse && !(use.Since() >= day);

    /// <summary>
    /// The supplier or controller that falls under the law of a country outside Europe: yes with who; no when all countries
    /// are known and European.
    /// </summary>
    public static Known<bool> UnderLawOutsideEurope(this Use use)
    {
        var country = use.Tells(UseQuestion.SupplierCountry);
        var control = use.Tells(UseQuestion.ControlFromOutsideEurope);
        if (country == "outside" || control == AskedQuestion.Yes)
        {
            return new Known<bool>(true, [ToldThat(country == "outside" ? UseQuestion.SupplierCountry : UseQuestion.ControlFromOutsideEurope)]);
        }

        var controlKnown = use.Dossier is not null;
        for (var i = -1; i < use.Controllers.Count; i++)
        {
            var supplier = i < 0 ? use.Supplier : use.Controllers[i];
            if (supplier.Country is { } known && !Europe.Includes(known))
            {
                return new Known<bool>(true, EstablishedIn(supplier));
            }

            controlKnown &= i < 0 || supplier.Country is not null;
        }

        var supplierKnown = use.Supplier.Country is not null || country is not null;
        return supplierKnown && (control is not null || controlKnown)
            ? new Known<bool>(false, EstablishedIn(use))
            : Unknown<bool>();
    }

    /// <summary>What to ask when <see cref="UnderLawOutsideEurope"/> is unknown.</summary>
    public static UseQuestion MissingAboutCountry(this Use use) =>
        use.Supplier.Country is null && use.Tells(UseQuestion.SupplierCountry) is null
            ? UseQuestion.SupplierCountry
            : UseQuestion.ControlFromOutsideEurope;

    /// <summary>Whether all places where it runs lie in the EEA or Switzerland.</summary>
    public static Known<bool> StorageInEurope(this Use use) => use.TellsFlag(UseQuestion.StorageInEurope) ??
        (use.Service.Regions.Count == 0
            ? Unknown<bool>()
            : new Known<bool>(use.Service.Regions.All(Europe.MayStore), UnspokenGrounds.Of(use.Service, static s => [new Ground(
                new Phrase($"{s.Name} runs in {string.Join(", ", s.Regions)}", $"{s.Name} draait in {string.Join(", ", s.Regions)}"),
                s.Provenance)])));

    /// <summary>Whether the supplier sees no data in the clear.</summary>
    public static Known<bool> Encrypted(this Use use) => use.TellsFlag(UseQuestion.Encrypted) ?? Each(
        use, static (_, f) => f.Alternative.Data is { } data ? data != DataHandling.Clear : null,
        no: new Phrase("the service sees data in the clear", "de clouddienst ziet gegevens onversleuteld"),
        yes: new Phrase("the service sees no data in the clear", "de clouddienst ziet geen onversleutelde gegevens"));

    /// <summary>Whether the body alone holds the keys.</summary>
    public static Known<bool> CustomerHeldKeys(this Use use) => use.TellsFlag(UseQuestion.CustomerHeldKeys) ?? Each(
        use, static (u, f) => f.Alternative.CustomerHeldKeys ?? u.Service.CustomerHeldKeys,
        no: new Phrase("the supplier holds keys", "de leverancier heeft sleutels"),
        yes: new Phrase("the body alone holds the keys", "alleen de organisatie heeft de sleutels"));

    /// <summary>Whether the register knows where the supplier and all that control it are established.</summary>
    internal static bool AllCountriesAreOnFile(this Use use) =>
        use.Dossier is not null && use.Supplier.Country is not null && use.Controllers.All(s => s.Country is not null);

    /// <summary>The ground that the country of a supplier is.</summary>
    internal static IReadOnlyList<Ground> EstablishedIn(Supplier supplier) =>
        UnspokenGrounds.Of(supplier, static s => [Established(s)]);

    /// <summary>The grounds that the known countries of the supplier and those that control it are.</summary>
    internal static IReadOnlyList<Ground> EstablishedIn(Use use) => UnspokenGrounds.Of(
        use, static u => [.. u.InControl.Where(s => s.Country is not null).Select(Established)]);

    /// <summary>A yes or no that was told; null when the question was not answered.</summary>
    internal static Known<bool>? TellsFlag(this Use use, UseQuestion question) => use.Tells(question) is { } answer
        ? new Known<bool>(answer == AskedQuestion.Yes, UnspokenGrounds.Of(question, static q => [ToldThat(q)]))
        : null;

    /// <summary>The word that was told; null when the question was not answered.</summary>
    internal static string? Tells(this Use use, UseQuestion question) =>
        use.Told.Count > 0 ? use.Told.GetValueOrDefault(question) : null;

    /// <summary>The ground that an answer in a weighing is.</summary>
    internal static Ground ToldThat(UseQuestion question) => new(new Phrase(
        $"told: {AskedQuestion.Of(question).Asks.English}", $"verteld: {AskedQuestion.Of(question).Asks.Dutch}"));

    /// <summary>Nobody knows.</summary>
    internal static Known<T> Unknown<T>()
        where T : struct => new(null, NoGrounds);

    private static Ground Established(Supplier supplier) => new(
        new Phrase($"{supplier.Name} is established in {supplier.Country}", $"{supplier.Name} is gevestigd in {supplier.Country}"),
        supplier.Provenance);

    private static Known<TEnum>? TellsChoice<TEnum>(this Use use, UseQuestion question)
        where TEnum : struct, Enum =>
        use.Tells(question) is { } word && Written<TEnum>.Words.NumberOf(word) is { } number
            ? new Known<TEnum>((TEnum)Enum.ToObject(typeof(TEnum), number), [ToldThat(question)])
            : null;

    private static Known<T> Heaviest<T>(
        Use use, Func<Function, T?> of, T heaviest, Func<T, T, bool> isHeavier, Func<Label, T, Phrase> says)
        where T : struct
    {
        (T Value, Function Function)? found = null;
        var mayBeMore = use.Functions.Count == 0;
        for (var i = 0; i < use.Functions.Count; i++)
        {
            var function = use.Functions[i].Function;
            if (function is null || of(function) is not { } value)
            {
                mayBeMore = true;
            }
            else if (found is null || isHeavier(value, found.Value.Value))
            {
                found = (value, function);
            }
        }

        return found is { } known && (!mayBeMore || EqualityComparer<T>.Default.Equals(known.Value, heaviest))
            ? new Known<T>(known.Value, UnspokenGrounds.Of(
                (known.Function, known.Value, says),
                static k => [new Ground(k.says(k.Function.Name, k.Value), k.Function.Provenance)]))
            : Unknown<T>();
    }

    private static Known<bool> AtLeast(this Use use, PersonalData most) =>
        use.TellsChoice<PersonalData>(UseQuestion.PersonalData) is { } told
            ? new Known<bool>(told.Value >= most, told.Grounds)
            : AnyFunction(
                use, f => f.PersonalData is { } known ? known >= most : null,
                f => PersonalDataSays(f.Name, f.PersonalData!.Value));

    private static Known<bool> AnyFunction(Use use, Func<Function, bool?> of, Func<Function, Phrase> says)
    {
        var unknown = use.Functions.Count == 0;
        for (var i = 0; i < use.Functions.Count; i++)
        {
            var function = use.Functions[i].Function;
            var value = function is null ? null : of(function);
            if (value == true)
            {
                return new Known<bool>(true, UnspokenGrounds.Of(
                    (function!, says), static k => [new Ground(k.says(k.Item1), k.Item1.Provenance)]));
            }

            unknown |= value is null;
        }

        return unknown ? Unknown<bool>() : No;
    }

    private static bool IsHeavy(Criticality criticality) =>
        criticality is Model.Criticality.Vital or Model.Criticality.Essential;

    private static Known<bool> Any(Use use, Func<Classification, bool?> of, Func<Label, Phrase> says)
    {
        var unknown = use.Functions.Count == 0;
        for (var i = 0; i < use.Functions.Count; i++)
        {
            var served = use.Functions[i];
            var value = served is { Function: not null, Classification: { } classification } ? of(classification) : null;
            if (value == true)
            {
                return new Known<bool>(true, UnspokenGrounds.Of(
                    (served, says), static k => [new Ground(k.says(k.served.Function!.Name), k.served.Classification!.Provenance)]));
            }

            unknown |= value is null;
        }

        return unknown ? Unknown<bool>() : No;
    }

    private static Known<bool> Each(Use use, Func<Use, ServedFunction, bool?> of, Phrase no, Phrase yes)
    {
        var unknown = use.Functions.Count == 0;
        for (var i = 0; i < use.Functions.Count; i++)
        {
            var value = of(use, use.Functions[i]);
            if (value == false)
            {
                return new Known<bool>(false, [new Ground(no, use.Functions[i].Alternative.Provenance)]);
            }

            unknown |= value is null;
        }

        return unknown ? Unknown<bool>() : new Known<bool>(true, [new Ground(yes, use.Functions[0].Alternative.Provenance)]);
    }

    private static Phrase CriticalitySays(Label name, Criticality value) => new(
        $"{name} is {ChoiceWords.Of(value).English}", $"{name} is {ChoiceWords.Of(value).Dutch}");

    private static Phrase DeploymentSays(Label service, Deployment deployment) => deployment switch
    {
        Model.Deployment.Public => new($"{service} is a public cloud", $"{service} is een publieke cloud"),
        Model.Deployment.Private => new($"{service} is a private cloud", $"{service} is een private cloud"),
        Model.Deployment.Community => new($"{service} is a community cloud", $"{service} is een gemeenschappelijke cloud"),
        Model.Deployment.Hybrid => new($"{service} is partly a public cloud", $"{service} is deels een publieke cloud"),
        Model.Deployment.OnPremises => new($"{service} runs in own rooms", $"{service} draait in eigen ruimte"),
        _ => throw new ArgumentOutOfRangeException(nameof(deployment), deployment, "no such deployment"),
    };

    private static Phrase PersonalDataSays(Label name, PersonalData personal) => personal switch
    {
        Model.PersonalData.None => new($"{name} works with no personal data", $"{name} werkt zonder persoonsgegevens"),
        Model.PersonalData.Ordinary => new($"{name} works with personal data", $"{name} werkt met persoonsgegevens"),
        Model.PersonalData.Special => new(
            $"{name} works with special categories of personal data", $"{name} werkt met bijzondere persoonsgegevens"),
        _ => throw new ArgumentOutOfRangeException(nameof(personal), personal, "no such kind of personal data"),
    };

    /// <summary>The words of a choice, looked up once.</summary>
    private static class Written<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Words Words = Model.Words.Of<TEnum>();
    }
}
