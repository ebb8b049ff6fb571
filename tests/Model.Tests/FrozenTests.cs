using Sluiswachter.Model;

namespace Sluiswachter.Model.Tests;

/// <summary>What is written to disk and in bundles never changes: these lists may only grow at their ends.</summary>
public sealed class FrozenTests
{
    private const string Trailing = "valid_from valid_until source basis observed_on marking";

    [Theory]
    [InlineData("sources", "*id *name url licence attribution retrieved_on")]
    [InlineData("organisations", "*id *name kind parent ministry country population website")]
    [InlineData("functions",
        "*id *organisation *name criticality max_tolerable_outage_hours data_class personal_data people product")]
    [InlineData("suppliers", "*id *name country organisation")]
    [InlineData("services",
        "*id *name *supplier service_model deployment regions customer_held_keys certifications")]
    [InlineData("identifiers", "*id *scheme *value")]
    [InlineData("ownership", "*owner *owned share control status")]
    [InlineData("contracts",
        "*id *organisation *supplier reseller starts_on ends_on notice_days annual_cost currency governing_law negotiated_terms")]
    [InlineData("requirements", "*id *consumer *purpose need material contract status exit_hours replaces")]
    [InlineData("alternatives", "*requirement *service grace_hours role data data_class customer_held_keys")]
    [InlineData("classifications", "*function primary_process large_scale_personal_data base_register")]
    [InlineData("assessments",
        "*id *kind organisation *subject framework framework_version assessor assessed_on approver approved_on review_on " +
        "conclusion evidence evidence_sha256")]
    [InlineData("answers", "*assessment *question option not_applicable explanation evidence evidence_sha256")]
    [InlineData("attachments", "*assessment *sha256 *part *name media_type *content")]
    [InlineData("exit_plans",
        "*id *organisation *service owner drawn_up_on review_on planned_exit sudden_exit data_destruction tested_on " +
        "test_passed cost evidence evidence_sha256")]
    [InlineData("exit_alternatives", "*exit_plan *service")]
    [InlineData("migrations", "*id *organisation *name reason planned_on")]
    [InlineData("decisions",
        "*id *kind organisation subject migration clause *by decided_on reason measures watched_by due_on relies_on " +
        "evidence evidence_sha256")]
    [InlineData("migration_parts", "*migration *requirement consent")]
    public void Columns_of_version_1(string file, string columns)
    {
        var schema = FactSchema.All.Single(s => s.FileName == file + ".csv");
        Assert.Equal($"{columns} {Trailing}", string.Join(' ', schema.Columns.Select(c => (c.IsRequired ? "*" : "") + c.Name)));
    }

    [Theory]
    [InlineData("sources", 1)]
    [InlineData("organisations", 1)]
    [InlineData("functions", 1)]
    [InlineData("suppliers", 1)]
    [InlineData("services", 1)]
    [InlineData("identifiers", 3)]
    [InlineData("ownership", 2)]
    [InlineData("contracts", 1)]
    [InlineData("requirements", 1)]
    [InlineData("alternatives", 2)]
    [InlineData("classifications", 1)]
    [InlineData("assessments", 1)]
    [InlineData("answers", 2)]
    [InlineData("attachments", 3)]
    [InlineData("exit_plans", 1)]
    [InlineData("exit_alternatives", 2)]
    [InlineData("migrations", 1)]
    [InlineData("decisions", 1)]
    [InlineData("migration_parts", 2)]
    public void Columns_that_make_the_key(string file, int count) =>
        Assert.Equal(count, FactSchema.All.Single(s => s.Name == file).KeyLength);

    [Fact]
    public void There_are_nineteen_files_and_no_others() => Assert.Equal(19, FactSchema.All.Count);

    public static TheoryData<string, string> Numbers => new()
    {
        { Words<Criticality>(), "vital=1 essential=2 important=3 supporting=4" },
        { Words<DataClass>(), "public=1 internal=2 confidential=3" },
        { Words<PersonalData>(), "none=1 ordinary=2 special=3" },
        { Words<Marking>(), "public=1 internal=2 confidential=3" },
        { Words<Basis>(), "declared=1 measured=2 inferred=3" },
        { Words<ServiceModels>(), "iaas=1 paas=2 saas=4 other=8" },
        { Words<Deployment>(), "public=1 private=2 community=3 hybrid=4 on-premises=5" },
        { Words<Control>(), "none=1 joint=2 sole=3" },
        { Words<OwnershipStatus>(), "in-force=1 announced=2 prohibited=3" },
        {
            Words<Purpose>(),
            "hosting=1 storage=2 identity=3 mail=4 dns=5 network=6 payment=7 messaging=8 web=9 support=10 updates=11 licence=12 other=13"
        },
        { Words<RequirementStatus>(), "considered=1 planned=2 migrating=3 in-use=4 ending=5" },
        { Words<AlternativeRole>(), "active=1 standby=2" },
        { Words<DataHandling>(), "none=1 encrypted=2 clear=3" },
        {
            Words<AssessmentKind>(),
            "risk-analysis=1 pre-scan-dpia=2 dpia=3 dtia=4 sovereignty=5 exit-readiness=6 contract-check=7 open-standards=8 " +
            "hosting-standard=9 supply-chain=10 other=11"
        },
        {
            Words<DecisionKind>(),
            "proposed=1 substantiated=2 approved=3 approved-in-part=4 refused=5 house-informed=6 measures-in-place=7 " +
            "reconsidered=8 withdrawn=9 carried-out=10 notified=11 directed=12 published=13 reported=14 explained=15 " +
            "accepted=16 mitigated=17"
        },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Words_of_closed_lists_and_their_numbers(string now, string forever) => Assert.Equal(forever, now);

    [Fact]
    public void Numbers_of_kinds_of_fact() => Assert.Equal(
        "Source=1 Organisation=2 Function=3 Supplier=4 Service=5 Identifier=6 Ownership=7 Contract=8 Requirement=9 Alternative=10 " +
        "Classification=11 Assessment=12 Answer=13 Attachment=14 ExitPlan=15 ExitAlternative=16 Migration=17 Decision=18 MigrationPart=19",
        string.Join(' ', Enum.GetValues<FactKind>().Select(k => $"{k}={(int)k}")));

    [Fact]
    public void Numbers_of_spaces_of_ids() => Assert.Equal(
        "Entity=1 Requirement=2 Contract=3 Source=4 Assessment=5 ExitPlan=6 Migration=7 Decision=8",
        string.Join(' ', Enum.GetValues<IdSpace>().Select(s => $"{s}={(int)s}")));

    [Theory]
    [InlineData("AD", 4)]
    [InlineData("NL", 350)]
    [InlineData("US", 539)]
    [InlineData("ZW", 673)]
    public void Numbers_of_countries(string code, int number) => Assert.Equal(number, Country.Of(code).Value.Number);

    [Theory]
    [InlineData(Purpose.Web, 0)]
    [InlineData(Purpose.Support, 720)]
    [InlineData(Purpose.Other, 720)]
    public void Push_button_purposes_are_felt_at_once_and_slow_ones_after_a_month(Purpose purpose, int hours) =>
        Assert.Equal(hours, purpose.DefaultGraceHours());

    private static string Words<TEnum>()
        where TEnum : struct, Enum
    {
        var words = Model.Words.Of<TEnum>();
        return string.Join(' ', words.All.Select(w => $"{w}={words.NumberOf(w)}"));
    }
}
