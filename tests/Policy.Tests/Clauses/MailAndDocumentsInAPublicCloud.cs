namespace Sluiswachter.Policy.Tests;

public sealed class MailAndDocumentsInAPublicCloud
{
    [Theory]
    [InlineData("cloud: public; function: mail; exit: drawn 2026-01-01", "broken: e-mail or documents are in a public cloud, and not all that this asks is there: independent proof that continuity needs it, an approved risk analysis, a tested exit plan, consent of the minister with the state secretary")]
    [InlineData("cloud: public; weighing; function: mail; told: exit-plan no", "broken: e-mail or documents are in a public cloud, and not all that this asks is there: a tested exit plan")]
    [InlineData("cloud: public; function: mail", "broken: e-mail or documents are in a public cloud, and not all that this asks is there: independent proof that continuity needs it, an approved risk analysis, a tested exit plan, consent of the minister with the state secretary")]
    [InlineData("cloud: public, saas; function: storage; exit: drawn 2026-01-01", "broken: e-mail or documents are in a public cloud, and not all that this asks is there: independent proof that continuity needs it, an approved risk analysis, a tested exit plan, consent of the minister with the state secretary")]
    [InlineData("cloud: public; function: storage", "")]
    [InlineData("cloud: public; function: mail; decided: substantiated 2026-08-01; has: risk-analysis 2026-08-01; exit: tested 2026-08-01; decided: approved 2026-08-02", "met")]
    [InlineData("cloud: public; function: mail; decided: substantiated 2026-08-01; has: risk-analysis 2026-08-01; exit: tested 2026-08-01", "broken: e-mail or documents are in a public cloud, and not all that this asks is there: consent of the minister with the state secretary")]
    [InlineData("cloud: private; function: mail", "")]
    [InlineData("function: mail", "open: deployment")]
    [InlineData("cloud: public; ", "open: mail-or-documents")]
    [InlineData("cloud: public; function: mail; weighing", "open: continuity-need")]
    [InlineData("cloud: public; function: mail; weighing; told: minister-agreed no", "broken: e-mail or documents are in a public cloud, and not all that this asks is there: consent of the minister with the state secretary")]
    public void Ask_for_three_conditions_that_all_hold(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<MailAndDocuments2026>(use));
}
