using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sluiswachter.Model;

namespace Sluiswachter.VaultServer.Control;

/// <summary>What a server answers over its control socket: a line of JSON (<c>docs/formats/control-socket.md</c>).</summary>
/// <param name="Ok">Whether it was done.</param>
/// <param name="Refused">Why not; null when it was done.</param>
/// <param name="Body">The body that was asked about, as it is now.</param>
/// <param name="Server">How the server is.</param>
internal sealed record ControlAnswer(bool Ok, ControlSentence? Refused = null, ServedBody? Body = null, ServedStatus? Server = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ControlAnswer Of(Problem problem) => new(false, ControlSentence.Of(problem));

    /// <summary>The line, with its end.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>Reads a line; null when it is no answer.</summary>
    public static ControlAnswer? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<ControlAnswer>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is told to people, in both languages.</summary>
public sealed record ControlSentence(string En, string Nl)
{
    /// <summary>What a problem says.</summary>
    public static ControlSentence Of(Problem problem) => new(problem.In(Language.English), problem.In(Language.Dutch));
}

/// <summary>How the keys of a body are in a server.</summary>
/// <param name="Body">Whose keys.</param>
/// <param name="State">Whether they are unlocked.</param>
/// <param name="Have">How many officers came so far; 0 when they are unlocked.</param>
/// <param name="Need">How many officers are needed; 0 when the body has none.</param>
/// <param name="Until">When the keys of the officers that came are wiped again; null when none came.</param>
/// <param name="Doubt">Why the keys that were just unlocked may not be those in use; null when nothing says so.</param>
public sealed record ServedBody(
    string Body, ServedState State, int Have, int Need, DateTimeOffset? Until = null, ControlSentence? Doubt = null);

/// <summary>Whether the keys of a body are unlocked in a server.</summary>
public enum ServedState
{
    /// <summary>They are, and its data is served.</summary>
    Open = 1,

    /// <summary>They are not.</summary>
    Locked = 2,

    /// <summary>They are not; some officers came, and more are needed.</summary>
    Waits = 3,
}

/// <summary>How a server is.</summary>
/// <param name="Name">The name of the vault.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Addresses">Where it listens.</param>
/// <param name="Since">Since when.</param>
/// <param name="Bodies">The bodies that have keys there, by name.</param>
public sealed record ServedStatus(
    string Name, string Version, IReadOnlyList<string> Addresses, DateTimeOffset Since, IReadOnlyList<ServedBody> Bodies);
