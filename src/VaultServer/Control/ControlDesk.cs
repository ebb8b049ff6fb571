using System.Reflection;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;
using Sluiswachter.VaultServer.Tokens;

namespace Sluiswachter.VaultServer.Control;

/// <summary>Where officers unlock and lock the keys of bodies in a server that runs, and see how it is.</summary>
/// <remarks>
/// One at a time, but for locking, which waits for nobody: what unlocks may hang in a token or a database. What unlocks is in the log
/// before it is of use, and so is what failed.
/// </remarks>
internal sealed class ControlDesk : IDisposable
{
    private readonly VaultFolder vault;
    private readonly BodyKeys keys;
    private readonly AccessLog log;
    private readonly TimeProvider clock;
    private readonly Func<IEnumerable<string>> addresses;
    private readonly DateTimeOffset since;
    private readonly WaitingOfficers waiting;
    private readonly AttemptLimit attempts;
    private readonly Lock gate = new();
    private readonly Lock wiping = new();
    private readonly Dictionary<string, int> lockings = new(StringComparer.Ordinal);

    /// <summary>Opens a desk.</summary>
    /// <param name="vault">The vault that is served.</param>
    /// <param name="keys">The keys that the server has in memory.</param>
    /// <param name="log">The log of the vault.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="addresses">Where the server listens.</param>
    public ControlDesk(VaultFolder vault, BodyKeys keys, AccessLog log, TimeProvider clock, Func<IEnumerable<string>> addresses)
    {
        (this.vault, this.keys, this.log, this.clock, this.addresses) = (vault, keys, log, clock, addresses);
        (since, waiting, attempts) = (clock.GetUtcNow(), new WaitingOfficers(clock), new AttemptLimit(clock));
    }

    /// <summary>Answers a request.</summary>
    public ControlAnswer Answer(ControlRequest request)
    {
        var done = request.Act switch
        {
            ControlAct.Lock => Lock(request),
            ControlAct.Status => new ControlAnswer(true, Server: Status()),
            _ => InTurn(request, LockingsOf(request.Body)),
        };
        return done.Holds ? done.Value : ControlAnswer.Of(done.Problem!);
    }

    /// <inheritdoc/>
    public void Dispose() => waiting.Dispose();

    /// <summary>Unlocks, one at a time.</summary>
    /// <param name="request">What is brought.</param>
    /// <param name="lockings">How often the body had been locked when it was asked.</param>
    public Result<ControlAnswer> InTurn(ControlRequest request, int lockings)
    {
        lock (gate)
        {
            return Unlock(request, lockings);
        }
    }

    /// <summary>How often a body was locked here so far.</summary>
    public int LockingsOf(string body)
    {
        lock (wiping)
        {
            return lockings.GetValueOrDefault(body);
        }
    }

    private ServedStatus Status() => new(
        vault.Describes.Name,
        typeof(ControlDesk).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        [.. addresses()],
        since,
        [.. vault.Keys.Bodies().Select(body => Body(body, vault.Keys.Of(body)))]);

    private ServedBody Body(string body, Result<KeyFile> file)
    {
        var need = file.Holds ? file.Value.Officers?.Need ?? 0 : 0;
        return keys[body] is not null ? new ServedBody(body, ServedState.Open, 0, need)
            : waiting.Of(body) is var (have, until) ? new ServedBody(body, ServedState.Waits, have, need, until)
            : new ServedBody(body, ServedState.Locked, 0, need);
    }

    /// <summary>Wipes keys first: that needs no key file that can be read, and no log that can be written.</summary>
    private Result<ControlAnswer> Lock(ControlRequest request)
    {
        bool wasOpen;
        lock (wiping)
        {
            // What is being unlocked meanwhile is not taken into use: the number says so.
            lockings[request.Body] = lockings.GetValueOrDefault(request.Body) + 1;
            waiting.Forget(request.Body);
            wasOpen = keys.Lock(request.Body);
        }

        var file = FileOf(request.Body);
        if (!wasOpen && file.Problem is { } unknown)
        {
            return unknown;
        }

        try
        {
            Log(request.By, OfficersAct.LockKeys, request.Body, "ok");
            return new ControlAnswer(true, Body: Body(request.Body, file));
        }
        catch (IOException e)
        {
            return new LockedUnlogged(request.Body, e.Message);
        }
    }

    /// <summary>The key file of a body; one that a disk does not give is as good as torn.</summary>
    private Result<KeyFile> FileOf(string body)
    {
        try
        {
            return vault.Keys.Of(body);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new TornKeyFile(vault.Keys.FileOf(body));
        }
    }

    private Result<ControlAnswer> Unlock(ControlRequest request, int lockings) => vault.Keys.Of(request.Body).Then(file =>
        keys[request.Body] is not null ? new ControlAnswer(true, Body: Body(request.Body, file))
        : request.Officer is { } officer ? ByOfficer(request, file, officer, lockings)
        : ByWords(request, file, lockings));

    /// <summary>By a passphrase or a PIN: what can be guessed.</summary>
    private Result<ControlAnswer> ByWords(ControlRequest request, KeyFile file, int lockings)
    {
        if (attempts.Wait(request.Body) is { Ticks: > 0 } wait)
        {
            Log(request.By, OfficersAct.UnlockKeys, request.Body, "TooManyAttempts");
            return new TooManyAttempts(request.Body, (int)Math.Ceiling(wait.TotalSeconds));
        }

        var brought = request.Pin is { } pin
            ? new Unlocking { Pin = pin, SaysNewest = request.SaysNewest }
            : new Unlocking { Passphrase = request.Passphrase, SaysNewest = request.SaysNewest };
        var ring = vault.Keys.Unlock(request.Body, brought);
        if (ring.Problem is KeyFileDoesNotOpen or WrongPin)
        {
            attempts.Failed(request.Body);
        }

        return Use(ring, request, lockings, request.By, file);
    }

    private Result<ControlAnswer> ByOfficer(ControlRequest request, KeyFile file, char[] text, int lockings)
    {
        var read = OfficerKey.Read(text);
        if (!read.Holds || file.Officers?.Knows(read.Value) != true)
        {
            using var stranger = read.Holds ? read.Value : null;
            var refused = read.Problem ?? new NotAnOfficersKey(stranger!.Officer.Name);
            Log(stranger?.Officer.Name ?? request.By, OfficersAct.UnlockKeys, request.Body, KeyCare.Outcome(refused));
            return refused;
        }

        var officer = read.Value.Officer.Name;
        if (Waiting(request.Body, read.Value, lockings) is not { } came)
        {
            read.Value.Dispose();
            Log(officer, OfficersAct.UnlockKeys, request.Body, nameof(LockedMeanwhile));
            return new LockedMeanwhile(request.Body);
        }

        if (came.Count < file.Officers.Need)
        {
            Log(officer, OfficersAct.UnlockKeys, request.Body, "TooFewOfficers");
            return new ControlAnswer(true, Body: Body(request.Body, file));
        }

        var all = string.Join(", ", came.Select(k => k.Officer.Name));
        Result<KeyRing> ring;
        try
        {
            ring = vault.Keys.Unlock(request.Body, new Unlocking { OfficerKeys = came, SaysNewest = request.SaysNewest });
        }
        catch (SecretWipedException)
        {
            // Too late: what those before brought was wiped, as time was up or somebody locked.
            ring = new WipedMeanwhile();
        }

        waiting.Forget(request.Body);
        return Use(ring, request, lockings, all, file);
    }

    /// <summary>Keeps the key of an officer for the others; null when the body was locked since it was brought.</summary>
    private IReadOnlyList<OfficerKey>? Waiting(string body, OfficerKey key, int lockingsThen)
    {
        lock (wiping)
        {
            return lockings.GetValueOrDefault(body) == lockingsThen ? waiting.Add(body, key) : null;
        }
    }

    private Result<ControlAnswer> Use(Result<KeyRing> ring, ControlRequest request, int lockings, string who, KeyFile file)
    {
        var doubt = ring.Holds ? vault.Doubt(ring.Value) : null;
        try
        {
            Log(who, OfficersAct.UnlockKeys, file.Body, KeyCare.Outcome(ring.Problem, request.SaysNewest));
        }
        catch when (ring.Holds)
        {
            // What is not in the log is of no use, and stays nowhere.
            ring.Value.Dispose();
            throw;
        }

        return ring.Then<ControlAnswer>(opened =>
        {
            attempts.Succeeded(file.Body);
            if (TakeIntoUse(opened, lockings))
            {
                var now = Body(file.Body, file);
                return new ControlAnswer(true, Body: doubt is null ? now : now with { Doubt = ControlSentence.Of(doubt) });
            }

            opened.Dispose();
            Log(who, OfficersAct.UnlockKeys, file.Body, nameof(LockedMeanwhile));
            return new LockedMeanwhile(file.Body);
        });
    }

    /// <summary>Takes keys into use, unless they were locked since it was asked.</summary>
    private bool TakeIntoUse(KeyRing opened, int lockingsThen)
    {
        lock (wiping)
        {
            if (lockings.GetValueOrDefault(opened.Body) != lockingsThen)
            {
                return false;
            }

            keys.Unlock(opened);
            return true;
        }
    }

    private void Log(string who, OfficersAct act, string body, string outcome)
    {
        var entry = new LogEntry(clock.GetUtcNow(), who, "control.sock", act.InLog(), body, outcome);
        vault.Catalogue.Change(change =>
        {
            log.Append(change, entry);
            return body;
        });
    }
}

/// <summary>The keys of a body were wiped, and the log does not have it.</summary>
public sealed record LockedUnlogged(string Body, string Why) : Problem(new Phrase(
    $"the keys of {Quote(Body)} are wiped from memory, but that is not in the log: {Why}",
    $"de sleutels van {Quote(Body)} zijn uit het geheugen gewist, maar dat staat niet in het logboek: {Why}"));

/// <summary>The keys of a body were wiped while they were being unlocked: they stay so.</summary>
/// <param name="Body">Whose.</param>
public sealed record LockedMeanwhile(string Body) : Problem(new Phrase(
    $"the keys of {Quote(Body)} were locked while they were being unlocked, and stay so: unlock them again if that is right",
    $"de sleutels van {Quote(Body)} zijn vergrendeld terwijl ze werden ontsloten, en blijven dat: ontsluit ze opnieuw als dat goed is"));

/// <summary>Keys of officers who came before were wiped while the last of them came.</summary>
public sealed record WipedMeanwhile() : Problem(new Phrase(
    "the keys of officers who came before were just wiped: let all come again",
    "de sleutels van functionarissen die eerder kwamen zijn net gewist: laat allen opnieuw komen"));

/// <summary>A passphrase or PIN was wrong too often of late.</summary>
/// <param name="Body">Whose.</param>
/// <param name="Seconds">How long the next attempt has to wait.</param>
public sealed record TooManyAttempts(string Body, int Seconds) : Problem(new Phrase(
    $"a passphrase or PIN of {Quote(Body)} was wrong too often: try again in {Seconds} seconds",
    $"een wachtzin of pincode van {Quote(Body)} was te vaak verkeerd: probeer het over {Seconds} seconden opnieuw"));
