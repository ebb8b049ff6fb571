using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Control;

/// <summary>Speaks to the server of a vault over its control socket.</summary>
/// <remarks>
/// A server that stands still is waited for thirty seconds; at an unlock, which may take a token its time, for two minutes.
/// </remarks>
public sealed class ControlClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceWithTokens = TimeSpan.FromMinutes(2);

    private readonly NetworkStream stream;
    private readonly StreamReader reader;

    private ControlClient(Socket socket, string path)
    {
        Path = path;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new StreamReader(stream, Encoding.UTF8);
    }

    /// <summary>The socket at which the server listens.</summary>
    public string Path { get; }

    /// <summary>Connects to who serves a vault; of several, to the first.</summary>
    public static Result<ControlClient> Connect(VaultFolder vault) => To(vault.Control);

    /// <summary>
    /// Connects to all who serve the vault in a folder, which need not be one that can be opened now; when nobody does, or one of
    /// them cannot be spoken to, that is among what is returned. There is always one.
    /// </summary>
    public static IReadOnlyList<Result<ControlClient>> ConnectToAll(string folder)
    {
        if (!VaultFolder.IsIn(folder))
        {
            return [new NoVault(folder, "vault.json")];
        }

        var all = ControlSocket.PathsBeside(VaultFolder.ControlIn(folder)).Select(path => (Path: path, Client: To(path))).ToList();
        var there = all.Where(one => one.Client.Problem is not NotServed && File.Exists(one.Path)).Select(one => one.Client).ToList();
        return there.Count > 0 ? there : [all[0].Client];
    }

    private static Result<ControlClient> To(string path) =>
        ControlSocket.Connect(path).Then<ControlClient>(socket => new ControlClient(socket, path));

    /// <summary>How the server is.</summary>
    public Result<ServedStatus> Status() => Ask(new() { ["do"] = "status" }, Patience).Then<ServedStatus>(answer =>
        answer.Server is { } status ? status : new NoControlAnswer());

    /// <summary>Whether who unlocks says that no newer key file is anywhere.</summary>
    public bool SaysNewest { get; set; }

    /// <summary>Brings the key of an officer.</summary>
    public Result<ServedBody> Unlock(string body, OfficerKey key) =>
        Unlock(new() { ["body"] = body, ["officer"] = key.Reveal() });

    /// <summary>Brings a passphrase.</summary>
    public Result<ServedBody> Unlock(string body, ReadOnlyMemory<char> passphrase, string by) =>
        Unlock(new() { ["body"] = body, ["passphrase"] = passphrase.ToString(), ["by"] = by });

    /// <summary>Brings the PIN of a token.</summary>
    public Result<ServedBody> UnlockByToken(string body, ReadOnlyMemory<char> pin, string by) =>
        Unlock(new() { ["body"] = body, ["pin"] = pin.ToString(), ["by"] = by });

    /// <summary>Has the keys of a body wiped from memory.</summary>
    public Result<ServedBody> Lock(string body, string by) => AskAbout(new() { ["do"] = "lock", ["body"] = body, ["by"] = by }, Patience);

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }

    private Result<ServedBody> Unlock(Dictionary<string, string> request)
    {
        request["do"] = "unlock";
        if (SaysNewest)
        {
            request["keyFile"] = "newest";
        }

        return AskAbout(request, PatienceWithTokens);
    }

    private Result<ServedBody> AskAbout(Dictionary<string, string> request, TimeSpan patience) =>
        Ask(request, patience).Then<ServedBody>(answer => answer.Body is { } body ? body : new NoControlAnswer());

    private Result<ControlAnswer> Ask(Dictionary<string, string> request, TimeSpan patience)
    {
        (stream.WriteTimeout, stream.ReadTimeout) = ((int)patience.TotalMilliseconds, (int)patience.TotalMilliseconds);
        try
        {
            stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(request), (byte)'\n']);
            return reader.ReadLine() is { } line && ControlAnswer.Read(Encoding.UTF8.GetBytes(line)) is { } answer
                ? answer.Refused is { } refused ? new ServerRefused(refused.En, refused.Nl) : answer
                : new NoControlAnswer();
        }
        catch (IOException late) when (
            late.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock })
        {
            return new ServerStandsStill(Path, (int)patience.TotalSeconds);
        }
        catch (IOException)
        {
            return new NoControlAnswer();
        }
    }
}

/// <summary>The server said no, and why.</summary>
public sealed record ServerRefused(string English, string Dutch) : Problem(new Phrase(English, Dutch));

/// <summary>The server unlocked keys, and has a doubt about them.</summary>
public sealed record ServerDoubts(string English, string Dutch) : Problem(new Phrase(English, Dutch));

/// <summary>The server stopped, or said something that is no answer.</summary>
public sealed record NoControlAnswer() : Problem(new Phrase(
    "the server did not answer: it stopped, or is of another version", "de server antwoordde niet: hij is gestopt, of van een andere versie"));

/// <summary>A server took what was asked, or not even that, and does not answer.</summary>
public sealed record ServerStandsStill(string Path, int Seconds) : Problem(new Phrase(
    $"the server at {Quote(Path)} does not answer within {Seconds} seconds; when it goes on it may still do what was asked; it holds no keys for certain when its process is ended",
    $"de server op {Quote(Path)} antwoordt niet binnen {Seconds} seconden; als hij verdergaat, doet hij misschien nog wat is gevraagd; zeker zonder sleutels is hij pas als zijn proces is beëindigd"));
