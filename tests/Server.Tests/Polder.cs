namespace Sluiswachter.Server.Tests;

/// <summary>A small country of bodies, functions and the services that they stand on, for the questions of these tests.</summary>
internal static class Polder
{
    /// <summary>The day on which the tests take place.</summary>
    public const string Today = "2026-11-21";

    /// <summary>
    /// On 28 April 2026, without American control: mail stops at once, the tax return after 12 hours, the lock goes on
    /// thanks to its fallback, the pumps go on untouched; one supplier has no known country; one requirement is unmet.
    /// </summary>
    public const string Facts = """
        sources.csv
        id,name,url,retrieved_on
        measured,Measured mail,https://measured.example/mail,2026-04-28
        told,What the body says,,
        organisations.csv
        id,name,kind,country,population
        gm1,Gemeente Polderdam,gemeente,NL,120000
        gm2,Gemeente Dijkwijk,gemeente,NL,80000
        ws1,Waterschap De Laagte,waterschap,NL,500000
        rijk,Belastingdienst,dienst,NL,
        functions.csv
        id,organisation,name,criticality,max_tolerable_outage_hours,people
        mail1,gm1,E-mail van Polderdam,,72,
        mail2,gm2,E-mail van Dijkwijk,,24,
        tax,rijk,Aangifte inkomstenbelasting,essential,24,9800000
        lock,ws1,Sluis bedienen,vital,2,250000
        pumps,ws1,Gemalen bedienen,vital,2,500000
        suppliers.csv
        id,name,country
        big-us,Big Corporation,US
        big-ie,Big Ireland Limited,IE
        polder-bv,Polder Cloud B.V.,NL
        nobody,Unknown Holding,
        ownership.csv
        owner,owned,control
        big-us,big-ie,sole
        services.csv
        id,name,supplier,regions
        big-mail,Big Mail,big-ie,IE NL
        big-host,Big Host,big-us,US
        polder-host,Polder Host,polder-bv,NL
        polder-mail,Polder Mail,polder-bv,NL
        mystery,Mystery Service,nobody,
        old-host,Old Host,polder-bv,NL
        requirements.csv
        id,consumer,purpose,need,exit_hours,source,basis,valid_until
        r-mail1,mail1,mail,1,48,measured,measured,
        r-mail2,mail2,mail,1,720,measured,measured,
        r-tax,tax,hosting,1,,told,declared,
        r-lock,lock,hosting,1,,told,declared,
        r-pumps,pumps,hosting,1,,,declared,
        r-unmet,pumps,support,1,,,declared,
        alternatives.csv
        requirement,service,grace_hours,valid_until
        r-mail1,big-mail,,
        r-mail2,big-mail,,
        r-tax,big-host,12,
        r-lock,big-host,,
        r-lock,polder-host,,
        r-pumps,polder-host,,
        r-unmet,old-host,,2025-01-01
        """;

    /// <summary>The question of the tests, as a query.</summary>
    public const string WithoutAmerica = "country=US&at=2026-04-28";
}
