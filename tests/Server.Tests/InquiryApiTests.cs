using Sluiswachter.App.Inquiries;

namespace Sluiswachter.Server.Tests;

/// <summary>Every inquiry over HTTP, asked well and badly.</summary>
public sealed class InquiryApiTests(PolderServer polder) : IClassFixture<PolderServer>
{
    public static TheoryData<string> Names { get; } = [.. Inquiry.All.Select(i => i.Path)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_question_is_told_as_a_mistake_of_the_program(string name)
    {
        var inquiry = Inquiry.All.Single(i => i.Path == name);
        var subject = string.Join('&', inquiry.Parameters.Where(p => p.IsSubject).Select(p => $"{p.Name}=nobody"));
        string[] questions =
        [
            "", subject, "colour=blue", "at=soon", "at=1900-01-01",
            .. inquiry.Parameters.SelectMany(p => new[] { $"{p.Name}=", $"{p.Name}=%3F", $"{p.Name}={Uri.EscapeDataString(p.Example)}" }),
            string.Join('&', inquiry.Parameters.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Example)}")),
        ];
        foreach (var question in questions)
        {
            var reply = await polder.Server.Ask($"/v1/{name}?{question}");
            Assert.True(reply.Status is 200 or 400, $"{name}?{question}: {reply.Status} {reply.Text}");
        }
    }

    [Fact]
    public async Task An_empty_register_is_told_as_such()
    {
        await using var server = await RunningServer.Over("");
        foreach (var inquiry in Inquiry.All)
        {
            var question = string.Join('&', inquiry.Parameters.Where(p => p.IsSubject).Select(p => $"{p.Name}=nobody"));
            foreach (var asked in new[] { question, "country=US" })
            {
                var reply = await server.Ask($"/v1/{inquiry.Path}?{asked}");
                Assert.True(reply.Status is 200 or 400, $"{inquiry.Name}?{asked}: {reply.Status} {reply.Text}");
            }
        }
    }
}
