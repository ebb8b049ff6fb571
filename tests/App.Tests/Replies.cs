using System.Text.Json;
using Sluiswachter.App.Inquiries;

namespace Sluiswachter.App.Tests;

/// <summary>What programs get from an inquiry.</summary>
internal static class Replies
{
    /// <summary>The answer as JSON; there must be one.</summary>
    public static JsonElement Json(InquiryReply reply)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            reply.WriteJson(json);
        }

        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
