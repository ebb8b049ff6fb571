using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What a use is, as clauses ask for it: the heaviest of what it serves, and unknown where that may be heavier.</summary>
/// <remarks>
/// An answer that was told in a weighing goes before facts. A yes of one function makes it yes; it is no only when each
/// function says no; else it is unknown.
/// </remarks>
public static class UseFacts
{
    /// <summary>Whether it holds state secrets; of what the register holds it is known that it does not.</summary>
    public static Known<bool> StateSecrets(this Use use) =>
        use.TellsFlag(UseQuestion.StateSecrets) ?? (use.Dossier is null ? Unknown<bool>() : new Known<bool>(false, []));

    /// <summary>The deployment model.</summary>
    public static Known<Deployment> Deployment(this Use use) => use.TellsChoice<Deployment>(UseQuestion.Deployment) ??
        new Known<Deployment>(use.Service.Deployment, Stands(
            use.Service.Deployment, use.Service.Provenance, d => DeploymentSays(use.Service.Name, d)));

    /// <summary>Whether it is a public cloud: public or hybrid.</summary>
    public static Known<bool> PublicCloud(this Use use)
    {
        var deployment = use.Deployment();
        return new Known<bool>(
            deployment.Value is { } known ? known is Model.Deployment.Public or Model.Deployment.Hybrid : null, deployment.Grounds);
    }

    /// <summary>The most critical of its functions; unknown while a function that says nothing may be more so.</summary>
    public static Known<Criticality> Criticality(this Use use) =>
        use.TellsChoice<Criticality>(UseQuestion.Criticality) ?? Heaviest(
            use, f => f.Criticality, heaviest: Model.Criticality.Vital, isHeavier: (a, b) => a < b,
            (name, value) => new Phrase(
                $"{name} is {ChoiceWords.Of(value).English}", $"{name} is {ChoiceWords.Of(value).Dutch}"));

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

        var found = use.Functions.FirstOrDefault(f => f.Requirement.Purpose == Purpose.Mail ||
            (f.Requirement.Purpose == Purpose.Storage && use.Service.Models.HasFlag(ServiceModels.Saas)));
        return found is not null
            ? new Known<bool>(true, [new Ground(
                new Phrase($"it is used for {ChoiceWords.Of(found.Requirement.Purpose).English}",
                    $"het wordt gebruikt voor {ChoiceWords.Of(found.Requirement.Purpose).Dutch}"), found.Requirement.Provenance)])
            : use.Functions.Count == 0 ? Unknown<bool>() : new Known<bool>(false, []);
    }

    /// <summary>Whether the body calls the use material; clause 4.1 of the policy of 2026 has marks of its own.</summary>
    public static Known<bool> CalledMaterial(this Use use)
    {
        var said = use.Functions.Select(f => f.Requirement).Where(r => r.Material is not null).ToList();
        var material = said.FirstOrDefault(r => r.Material == true) ?? (said.Count == use.Functions.Count ? said.FirstOrDefault() : null);
        return new Known<bool>(material?.Material, material is null ? [] : [new Ground(
            material.Material == true
                ? new Phrase("the body calls the use material", "de organisatie noemt het gebruik materieel")
                : new Phrase("the body calls the use not material", "de organisatie noemt het gebruik niet materieel"),
            material.Provenance)]);
    }

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

        if (use.InControl.FirstOrDefault(s => s.Country is { } known && !Europe.Includes(known)) is { } outside)
        {
            return new Known<bool>(true, [EstablishedIn(outside)]);
        }

        var supplierKnown = use.Supplier.Country is not null || country is not null;
        var controlKnown = control is not null ||
            (use.Dossier is not null && use.Controllers.All(s => s.Country is not null));
        return supplierKnown && controlKnown
            ? new Known<bool>(false, [.. use.InControl.Where(s => s.Country is not null).Select(EstablishedIn)])
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
            : new Known<bool>(use.Service.Regions.All(Europe.MayStore), [new Ground(
                new Phrase($"{use.Service.Name} runs in {string.Join(", ", use.Service.Regions)}",
                    $"{use.Service.Name} draait in {string.Join(", ", use.Service.Regions)}"), use.Service.Provenance)]));

    /// <summary>Whether the supplier sees no data in the clear.</summary>
    public static Known<bool> Encrypted(this Use use) => use.TellsFlag(UseQuestion.Encrypted) ?? Each(
        use, f => f.Alternative.Data is { } data ? data != DataHandling.Clear : null,
        no: new Phrase("the service sees data in the clear", "de clouddienst ziet gegevens onversleuteld"),
        yes: new Phrase("the service sees no data in the clear", "de clouddienst ziet geen onversleutelde gegevens"));

    /// <summary>Whether the body alone holds the keys.</summary>
    public static Known<bool> CustomerHeldKeys(this Use use) => use.TellsFlag(UseQuestion.CustomerHeldKeys) ?? Each(
        use, f => f.Alternative.CustomerHeldKeys ?? use.Service.CustomerHeldKeys,
        no: new Phrase("the supplier holds keys", "de leverancier heeft sleutels"),
        yes: new Phrase("the body alone holds the keys", "alleen de organisatie heeft de sleutels"));

    /// <summary>A yes or no that was told; null when the question was not answered.</summary>
    internal static Known<bool>? TellsFlag(this Use use, UseQuestion question) => use.Tells(question) is { } answer
        ? new Known<bool>(answer == AskedQuestion.Yes, [ToldThat(question)])
        : null;

    /// <summary>The word that was told; null when the question was not answered.</summary>
    internal static string? Tells(this Use use, UseQuestion question) => use.Told.GetValueOrDefault(question);

    /// <summary>The ground that an answer in a weighing is.</summary>
    internal static Ground ToldThat(UseQuestion question) => new(new Phrase(
        $"told: {AskedQuestion.Of(question).Asks.English}", $"verteld: {AskedQuestion.Of(question).Asks.Dutch}"));

    /// <summary>Nobody knows.</summary>
    internal static Known<T> Unknown<T>()
        where T : struct => new(null, []);

    private static Known<TEnum>? TellsChoice<TEnum>(this Use use, UseQuestion question)
        where TEnum : struct, Enum =>
        use.Tells(question) is { } word && Words.Of<TEnum>().NumberOf(word) is { } number
            ? new Known<TEnum>((TEnum)Enum.ToObject(typeof(TEnum), number), [ToldThat(question)])
            : null;

    private static Ground EstablishedIn(Supplier supplier) => new(
        new Phrase($"{supplier.Name} is established in {supplier.Country}", $"{supplier.Name} is gevestigd in {supplier.Country}"),
        supplier.Provenance);

    private static IReadOnlyList<Ground> Stands<T>(T? value, Provenance by, Func<T, Phrase> says)
        where T : struct => value is { } known ? [new Ground(says(known), by)] : [];

    private static Known<T> Heaviest<T>(
        Use use, Func<Function, T?> of, T heaviest, Func<T, T, bool> isHeavier, Func<Label, T, Phrase> says)
        where T : struct
    {
        (T Value, Function Function)? found = null;
        var mayBeMore = use.Functions.Count == 0;
        foreach (var (function, _, _, _) in use.Functions)
        {
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
            ? new Known<T>(known.Value, [new Ground(says(known.Function.Name, known.Value), known.Function.Provenance)])
            : Unknown<T>();
    }

    private static Known<bool> Any(Use use, Func<Classification, bool?> of, Func<Label, Phrase> says)
    {
        foreach (var (function, classification, _, _) in use.Functions)
        {
            if (function is not null && classification is not null && of(classification) == true)
            {
                return new Known<bool>(true, [new Ground(says(function.Name), classification.Provenance)]);
            }
        }

        return use.Functions.Count > 0 && use.Functions.All(f => f.Classification is { } c && of(c) == false)
            ? new Known<bool>(false, [])
            : Unknown<bool>();
    }

    private static Known<bool> Each(Use use, Func<ServedFunction, bool?> of, Phrase no, Phrase yes)
    {
        if (use.Functions.FirstOrDefault(f => of(f) == false) is { } not)
        {
            return new Known<bool>(false, [new Ground(no, not.Alternative.Provenance)]);
        }

        return use.Functions.Count > 0 && use.Functions.All(f => of(f) == true)
            ? new Known<bool>(true, [new Ground(yes, use.Functions[0].Alternative.Provenance)])
            : Unknown<bool>();
    }

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
}
