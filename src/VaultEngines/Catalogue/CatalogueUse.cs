using Sluiswachter.Model;

namespace Sluiswachter.VaultEngines;

/// <summary>That a process uses a vault: beside others, or alone.</summary>
/// <remarks>
/// <para>
/// The lock tells others of it. A lock may be lost (a database that fails over, a network that is cut), and then somebody else
/// may take the vault for himself, and destroy a key. So each use alone has a number, which is written in the catalogue; a
/// process whose number is not the last one writes nothing any more, for each of its changes looks at it within its transaction.
/// </para>
/// <para>While the lock is lost, and for good once somebody was alone, there is a <see cref="Hindrance"/>.</para>
/// </remarks>
public sealed class CatalogueUse : IDisposable
{
    private readonly IUseLock held;
    private readonly Action<CatalogueUse> end;
    private readonly Action<Phrase> tell;
    private readonly Func<long> last;
    private volatile bool isLost;
    private volatile bool isOver;
    private bool isDisposed;

    internal CatalogueUse(IUseLock held, long number, Func<long> last, Action<CatalogueUse> end, Action<Phrase> tell)
    {
        (this.held, Number, this.last, this.end, this.tell) = (held, number, last, end, tell);
        held.Watch(Turn);
    }

    /// <summary>How often somebody had the vault to himself, this use included.</summary>
    public long Number { get; }

    /// <summary>Why nothing may be read or written; null when it may.</summary>
    public Phrase? Hindrance => isOver ? WasUsedAlone : isLost ? LockIsLost : null;

    /// <summary>What who wants to change something is told once somebody was alone.</summary>
    internal static Phrase WasUsedAlone { get; } = new(
        "somebody had the vault to himself while its lock was lost, and its keys may be others now: start the server anew",
        "iemand had de kluis voor zich alleen toen het slot verloren was, en de sleutels kunnen veranderd zijn: start de server opnieuw");

    private static Phrase LockIsLost { get; } = new(
        "the lock of the vault is lost with the connection to its database: nothing is served until it is taken again",
        "het slot van de kluis is met de verbinding naar de database verloren: er wordt niets bediend tot het weer gepakt is");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return;
        }

        end(this);
        held.Dispose();
    }

    /// <summary>Somebody was alone: this use is over for good.</summary>
    internal void End()
    {
        if (!isOver)
        {
            isOver = true;
            Tell(WasUsedAlone);
        }
    }

    /// <summary>Tells who can be told: a full disk under the operator's lines must not end the watch over the lock.</summary>
    private void Tell(Phrase phrase)
    {
        try
        {
            tell(phrase);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // What is told stands in the answers to requests as well.
        }
    }

    private bool Turn(bool isHeld)
    {
        if (!isHeld)
        {
            isLost = true;
            Tell(LockIsLost);
            return true;
        }

        try
        {
            if (last() != Number)
            {
                End();
                return true;
            }
        }
        catch (IOException)
        {
            return false;
        }

        isLost = false;
        Tell(new Phrase("the lock of the vault is held again", "het slot van de kluis is weer gepakt"));
        return true;
    }
}

/// <summary>A vault that others use in a way that does not go together with what was asked.</summary>
/// <param name="Place">The catalogue.</param>
/// <param name="IsAlone">Whether it was asked for alone.</param>
public sealed record CatalogueInUse(string Place, bool IsAlone) : Problem(IsAlone
    ? new Phrase(
        $"the vault over {Quote(Place)} is in use, here or on another machine: stop its servers first",
        $"de kluis over {Quote(Place)} is in gebruik, hier of op een andere machine: stop eerst de servers ervan")
    : new Phrase(
        $"somebody has the vault over {Quote(Place)} to himself, as for new keys, here or on another machine: wait until that is done",
        $"iemand heeft de kluis over {Quote(Place)} voor zich alleen, zoals voor nieuwe sleutels, hier of elders: wacht tot dat klaar is"));
