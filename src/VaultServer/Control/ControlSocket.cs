using System.Net.Sockets;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Control;

/// <summary>The socket in the folder of a vault, over which a server is spoken to by who may open that file.</summary>
internal static class ControlSocket
{
    /// <summary>Bytes of an address at most: Linux takes 108 with a closing zero, macOS 104.</summary>
    public const int LongestPath = 103;

    /// <summary>Servers of one folder that can be spoken to, at most.</summary>
    private const int MostServers = 4;

    /// <summary>Where servers of a folder listen: the first at its path, a second one beside that, and so on.</summary>
    public static IEnumerable<string> PathsBeside(string path) => Enumerable.Range(2, MostServers - 1)
        .Select(number => Path.Combine(
            Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}"))
        .Prepend(path);

    /// <summary>The address, by the shortest way there is; refused when that is too long.</summary>
    public static Result<UnixDomainSocketEndPoint> AddressOf(string path)
    {
        var shortest = new[] { Path.GetFullPath(path), Path.GetRelativePath(Environment.CurrentDirectory, path) }
            .MinBy(Encoding.UTF8.GetByteCount)!;
        var bytes = Encoding.UTF8.GetByteCount(shortest);
        return bytes <= LongestPath ? new UnixDomainSocketEndPoint(shortest) : new SocketPathTooLong(shortest, bytes);
    }

    /// <summary>Connects to a server.</summary>
    public static Result<Socket> Connect(string path) => AddressOf(path).Then<Socket>(address =>
    {
        var socket = New();
        try
        {
            socket.Connect(address);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return e.SocketErrorCode == SocketError.AccessDenied ? new NotYourServer(path) : new NotServed(path);
        }
    });

    /// <summary>Listens at the first path that no other server of the folder has.</summary>
    public static Result<HeldSocket> ListenBeside(string path) => PathsBeside(path).Select(Listen)
        .FirstOrDefault(listening => listening.Problem is not AnotherServes, new AnotherServes(path));

    /// <summary>Listens, for the owner of the folder alone; what a server that died left there is replaced.</summary>
    /// <remarks>
    /// The path is its own who holds a lock beside it, from before the socket is there until it is gone: of servers that start together,
    /// one that is not listening yet looks like one that died.
    /// </remarks>
    public static Result<HeldSocket> Listen(string path) => AddressOf(path).Then<HeldSocket>(address =>
    {
        FileStream? own = null;
        var socket = New();
        try
        {
            own = new FileStream(LockOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var other = Connect(path);
            if (other.Problem is not NotServed)
            {
                // Somebody listens who knows nothing of the lock, such as another version.
                (other.Holds ? other.Value : null)?.Dispose();
                socket.Dispose();
                own.Dispose();
                return new AnotherServes(path);
            }

            File.Delete(path);
            socket.Bind(address);
            if (!OperatingSystem.IsWindows())
            {
                // Before it listens: until then nobody can connect, whatever the rights it was made with.
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen();
            return new HeldSocket(path, socket, own);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            own?.Dispose();
            return own is null && FileSystem.IsHeld(e) ? new AnotherServes(path) : new NoControlSocket(path, e.Message);
        }
    });

    /// <summary>The empty file that a server locks for as long as the path of a socket is its own.</summary>
    internal static string LockOf(string path) => Path.ChangeExtension(path, "lock");

    private static Socket New() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}

/// <summary>A socket that listens, at a path that is no other server's until this is disposed.</summary>
/// <param name="Path">The path.</param>
/// <param name="Socket">The socket.</param>
/// <param name="Own">The lock.</param>
internal sealed record HeldSocket(string Path, Socket Socket, FileStream Own) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        using (Own)
        {
            Socket.Dispose();
            File.Delete(Path);
        }
    }
}

/// <summary>A path that is too long to be the address of a socket.</summary>
public sealed record SocketPathTooLong(string Path, int Bytes) : Problem(new Phrase(
    $"the control socket {Quote(Path)} would have a path of {Bytes} bytes, and at most {ControlSocket.LongestPath} are possible; serve the vault from inside its folder, or move it",
    $"de besturingssocket {Quote(Path)} zou een pad van {Bytes} bytes hebben, en hoogstens {ControlSocket.LongestPath} zijn mogelijk; open de kluis vanuit zijn map, of verplaats hem"));

/// <summary>Nobody serves the vault now.</summary>
public sealed record NotServed(string Path) : Problem(new Phrase(
    $"no server answers at {Quote(Path)}: the vault is not being served; begin with: sluis vault serve",
    $"er antwoordt geen server op {Quote(Path)}: de kluis is niet open; begin met: sluis vault serve"));

/// <summary>Somebody else serves the vault, and only who does may control the server.</summary>
public sealed record NotYourServer(string Path) : Problem(new Phrase(
    $"{Quote(Path)} is for who runs the server, and that is another user of this machine",
    $"{Quote(Path)} is voor wie de server draait, en dat is een andere gebruiker van deze machine"));

/// <summary>Another server listens there; of so many of one folder that none is left, when all are taken.</summary>
public sealed record AnotherServes(string Path) : Problem(new Phrase(
    $"other servers listen at {Quote(Path)} and beside it: this one cannot be unlocked or locked while they run",
    $"andere servers luisteren op {Quote(Path)} en ernaast: deze is niet te ontsluiten of te vergrendelen terwijl ze draaien"));

/// <summary>The control socket cannot be made.</summary>
public sealed record NoControlSocket(string Path, string Why) : Problem(new Phrase(
    $"the control socket {Quote(Path)} cannot be made: {Why}", $"de besturingssocket {Quote(Path)} kan niet worden gemaakt: {Why}"));
