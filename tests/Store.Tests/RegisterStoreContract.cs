using Sluiswachter.Model;
using static Sluiswachter.Store.Tests.Pictures;

namespace Sluiswachter.Store.Tests;

/// <summary>What every store does, whatever engine it stands on.</summary>
public abstract class RegisterStoreContract : IDisposable
{
    private readonly List<IRegisterStore> opened = [];

    /// <summary>A small register with a fact of every kind, each column in use.</summary>
    protected const string Everything = """
        + sources roo name=Register_van_overheidsorganisaties url=https://example.org licence=CC0 attribution=Logius retrieved_on=2026-04-01
        + organisations rws kind=agentschap country=NL population=5 website=https://example.org source=roo
        + organisations ws parent=rws ministry=rws valid_from=2020-01-01
        + functions sluice organisation=ws name=Open_the_lock criticality=vital max_tolerable_outage_hours=4 data_class=internal personal_data=ordinary people=250000000000 product=Schutten marking=public
        + suppliers acme name=Acme_Corp. country=US organisation=rws
        + suppliers polder
        + services cloud name=Acme_Cloud supplier=acme service_model=iaas_saas deployment=hybrid regions=NL_DE customer_held_keys=true certifications=ISO_27001 basis=measured observed_on=2026-03-03
        + identifiers ws scheme=oin value=00000001
        + ownership acme owned=polder share=50.5 control=joint status=announced 2026-01-01..2027-01-01
        + contracts c1 organisation=ws supplier=acme reseller=polder starts_on=2026-01-01 ends_on=2029-12-31 notice_days=90 annual_cost=1234.56 currency=EUR governing_law=NL negotiated_terms=all
        + requirements r0 consumer=sluice purpose=hosting
        + requirements r1 consumer=sluice purpose=mail need=1 material=false contract=c1 status=migrating exit_hours=300 replaces=r0 source=roo
        + alternatives r1 service=cloud grace_hours=12 role=standby data=encrypted data_class=confidential customer_held_keys=false basis=inferred source=roo
        """;

    [Fact]
    public void A_new_register_is_empty_and_sound()
    {
        using var reader = Open().Read();
        Assert.Equal(new JournalHead(0, new string('0', 64)), reader.Head);
        Assert.All(FactSchema.All, s => Assert.Equal(0, reader.Count(s.Kind)));
        Assert.Empty(Bundle(reader));
        Assert.Empty(reader.Journal());
        Assert.Empty(reader.Verify());
        Assert.Null(reader.KindOf("acme"));
        Assert.Empty(reader.Names(["acme"], Day("2026-04-28")));
    }

    [Fact]
    public void Every_kind_of_fact_comes_back_as_it_went_in()
    {
        var store = Open();
        store.Draw(Everything);
        using var reader = store.Read();
        var expected = Lines(Everything).Select(l => Fact(l[1..])).Select(f => Render(f.Kind, f.Cells));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Lines(Bundle(reader)).Order(StringComparer.Ordinal));
        Assert.Equal(2, reader.Count(FactKind.Organisation));
        Assert.Empty(reader.Verify());
    }

    public virtual void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        GC.SuppressFinalize(this);
    }

    /// <summary>The address of a place where nothing is yet.</summary>
    protected abstract string NewAddress();

    /// <summary>Does to the database behind an address what no user of ours can do.</summary>
    protected abstract void Sql(string address, string sql);

    protected IRegisterStore Open() => Open(NewAddress());

    protected IRegisterStore Open(string address) => Keep(RegisterStore.Open(address));

    internal IRegisterStore Open(string address, StoreOptions options) => Keep(RegisterStore.Open(address, options));

    private IRegisterStore Keep(Result<IRegisterStore> store)
    {
        opened.Add(store.Value);
        return store.Value;
    }
}
