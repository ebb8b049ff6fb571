using System.Security.Cryptography;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Control;

/// <summary>What a server is asked over its control socket: a line of JSON (<c>docs/formats/control-socket.md</c>).</summary>
/// <remarks>Secrets in it are kept as characters that never move in memory, and are wiped with it.</remarks>
internal sealed class ControlRequest : IDisposable
{
    /// <summary>Bytes of a line at most.</summary>
    public const int LongestLine = 16 * 1024;

    private const int LongestText = 1024;

    private ControlRequest()
    {
    }

    /// <summary>What is to be done.</summary>
    public ControlAct Act { get; private set; }

    /// <summary>Whose keys; empty when all are asked about.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The role that asks; empty when it does not say.</summary>
    public string By { get; private set; } = "";

    /// <summary>The key of an officer; null: none.</summary>
    public char[]? Officer { get; private set; }

    /// <summary>A passphrase; null: none.</summary>
    public char[]? Passphrase { get; private set; }

    /// <summary>The PIN of a token; null: none.</summary>
    public char[]? Pin { get; private set; }

    /// <summary>Whether who asks says that no newer key file is anywhere.</summary>
    public bool SaysNewest { get; private set; }

    /// <summary>Reads a line.</summary>
    public static Result<ControlRequest> Read(ReadOnlySpan<byte> line)
    {
        var request = new ControlRequest();
        try
        {
            if (request.Take(line) && request.IsWhole)
            {
                return request;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or text that is no Unicode: said below, without repeating what may be a secret.
        }

        request.Dispose();
        return new NoControlRequest();
    }

    /// <summary>Wipes the secrets.</summary>
    public void Dispose()
    {
        foreach (var secret in new[] { Officer, Passphrase, Pin })
        {
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(secret.AsSpan()));
        }
    }

    private bool IsWhole => (By.Length == 0 || SignedNote.IsLine(By)) && Act switch
    {
        ControlAct.Status => Body.Length == 0 && By.Length == 0 && Secrets == 0 && !SaysNewest,
        ControlAct.Lock => Body.Length > 0 && Secrets == 0 && !SaysNewest,
        ControlAct.Unlock => Body.Length > 0 && Secrets == 1,
        _ => false,
    };

    private int Secrets => (Officer is null ? 0 : 1) + (Passphrase is null ? 0 : 1) + (Pin is null ? 0 : 1);

    /// <summary>Takes the members of an object of texts, each once; false when it is something else.</summary>
    private bool Take(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!seen.Add(name) || !json.Read() || json.TokenType != JsonTokenType.String || json.ValueSpan.Length > LongestText ||
                !Take(name, ref json))
            {
                return false;
            }
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read();
    }

    private bool Take(string name, ref Utf8JsonReader json)
    {
        switch (name)
        {
            case "do":
                Act = json.GetString() switch
                {
                    "status" => ControlAct.Status,
                    "unlock" => ControlAct.Unlock,
                    "lock" => ControlAct.Lock,
                    _ => ControlAct.None,
                };
                return true;
            case "body":
                Body = json.GetString()!;
                return true;
            case "by":
                By = json.GetString()!;
                return true;
            case "keyFile":
                SaysNewest = json.GetString() == "newest";
                return SaysNewest;
            case "officer":
                Officer = Secret(ref json);
                return true;
            case "passphrase":
                Passphrase = Secret(ref json);
                return true;
            case "pin":
                Pin = Secret(ref json);
                return true;
            default:
                return false;
        }
    }

    private static char[] Secret(ref Utf8JsonReader json)
    {
        Span<char> text = stackalloc char[LongestText];
        var length = json.CopyString(text);
        var secret = GC.AllocateUninitializedArray<char>(length, pinned: true);
        text[..length].CopyTo(secret);
        text.Clear();
        return secret;
    }
}

/// <summary>What a server can be asked to do.</summary>
internal enum ControlAct
{
    /// <summary>Nothing that it knows.</summary>
    None,

    /// <summary>Tell how it is.</summary>
    Status,

    /// <summary>Unlock the keys of a body.</summary>
    Unlock,

    /// <summary>Wipe the keys of a body from memory.</summary>
    Lock,
}

/// <summary>A line that is no request; it is not repeated, as it may hold a secret.</summary>
public sealed record NoControlRequest() : Problem(new Phrase(
    "this line is no request that this server knows; see docs/formats/control-socket.md",
    "deze regel is geen vraag die deze server kent; zie docs/formats/control-socket.md"));
