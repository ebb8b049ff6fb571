using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Officers unlock and lock a server that runs, over the socket in its folder.</summary>
public sealed class UnlockingARunningServer : IAsyncDisposable
{
    private readonly ServedVault vault = new();
    private readonly List<OfficerKey> officers = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task A_server_that_was_restarted_opens_nothing_until_two_officers_came()
    {
        await FillAsync();
        SetOfficers();
        await vault.ServeAsync(locked: true);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadAsync());

        using var server = Connect();
        Assert.Equal((ServedState.Waits, 1, 2), Known(server.Unlock(ServedVault.Body, officers[0])));
        Assert.Equal((ServedState.Waits, 1, 2), Known(server.Unlock(ServedVault.Body, officers[0])));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadAsync());
        Assert.Equal((ServedState.Open, 0, 2), Known(server.Unlock(ServedVault.Body, officers[2])));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync());
        Assert.Equal("ciso TooFewOfficers; ciso TooFewOfficers; ciso, secretaris ok", Unlockings());
    }

    [Fact]
    public async Task After_a_lock_nothing_is_served_and_a_passphrase_unlocks_again()
    {
        await FillAsync();
        await vault.ServeAsync();
        using var server = Connect();
        Assert.Equal(HttpStatusCode.OK, await ReadAsync());
        Assert.Equal(ServedState.Locked, server.Lock(ServedVault.Body, "ciso").Value.State);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadAsync());
        Assert.Equal(ServedState.Open, server.Unlock(ServedVault.Body, ServedVault.Passphrase.AsMemory(), "ciso").Value.State);
        Assert.Equal(HttpStatusCode.OK, await ReadAsync());
        Assert.Contains(Entries(), e => e is { Who: "ciso", What: "sluis:LockKeys", OnWhat: ServedVault.Body, Outcome: "ok" });
    }

    [Fact]
    public async Task After_a_lock_the_secrets_of_its_users_are_not_kept_either()
    {
        using var keys = new BodyKeys();
        keys.Unlock(vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value);
        await using var log = new AccessLog(vault.Vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, _ => { });
        var secrets = new Secrets(new Safe(vault.Vault.Catalogue, null!, keys, log, TimeProvider.System, RandomNumberGenerator.Fill, "nl"));
        Assert.Equal(vault.Boss.Secret, secrets.Of(vault.Boss.AccessKeyId));
        Assert.NotNull(secrets.UserOf(vault.Boss.AccessKeyId));
        keys.Lock(ServedVault.Body);
        Assert.Null(secrets.UserOf(vault.Boss.AccessKeyId));
        Assert.Throws<S3RefusalException>(() => secrets.Of(vault.Boss.AccessKeyId));
    }

    [Fact]
    public async Task The_first_officers_key_is_wiped_when_the_second_does_not_come_in_time()
    {
        SetOfficers();
        var clock = new HandMovedClock();
        await vault.ServeAsync(locked: true, clock: clock);
        using var server = Connect();
        Assert.Equal(ServedState.Waits, server.Unlock(ServedVault.Body, officers[0]).Value.State);
        clock.Move(WaitingOfficers.Patience - TimeSpan.FromSeconds(1));
        Assert.Equal(ServedState.Waits, server.Status().Value.Bodies.Single().State);
        clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal(ServedState.Locked, server.Status().Value.Bodies.Single().State);
        Assert.Equal((ServedState.Waits, 1, 2), Known(server.Unlock(ServedVault.Body, officers[1])));
    }

    [Fact]
    public async Task Who_guesses_a_passphrase_waits_twice_as_long_each_time()
    {
        var clock = new HandMovedClock();
        await vault.ServeAsync(locked: true, clock: clock);
        using var server = Connect();
        foreach (var wait in new[] { 1, 2, 4 })
        {
            Assert.Contains("does not open", Guess(server), StringComparison.Ordinal);
            Assert.Contains($"in {wait} seconds", Guess(server), StringComparison.Ordinal);
            clock.Move(TimeSpan.FromSeconds(wait));
        }

        Assert.Equal(ServedState.Open, server.Unlock(ServedVault.Body, ServedVault.Passphrase.AsMemory(), "").Value.State);
        Assert.Equal(6, Entries().Count(e => e.What == "sluis:UnlockKeys" && e.Outcome != "ok"));
    }

    [Fact]
    public async Task The_key_of_a_stranger_is_refused_and_logged_by_name()
    {
        SetOfficers();
        var former = officers.ToList();
        SetOfficers();
        await vault.ServeAsync(locked: true);
        using var server = Connect();
        Assert.Contains("not one of", server.Unlock(ServedVault.Body, former[0]).Problem!.In(Language.English), StringComparison.Ordinal);
        Assert.Equal("NotAnOfficersKey", Entries().Last().Outcome);
        Assert.Contains("hoort niet bij", server.Unlock(ServedVault.Body, former[0]).Problem!.In(Language.Dutch), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_how_it_is()
    {
        await vault.ServeAsync();
        using var server = Connect();
        var status = server.Status().Value;
        Assert.Equal(("kluis.example.nl", vault.Address.ToString().TrimEnd('/')), (status.Name, status.Addresses.Single()));
        Assert.Equal((ServedVault.Body, ServedState.Open), (status.Bodies.Single().Body, status.Bodies.Single().State));
        Assert.StartsWith("0.", status.Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_socket_is_its_owners_alone_and_gone_with_the_server()
    {
        await vault.ServeAsync();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(vault.Vault.Control));
        }

        await vault.StopAsync();
        Assert.False(File.Exists(vault.Vault.Control));
        Assert.IsType<NotServed>(ControlClient.Connect(vault.Vault).Problem);
    }

    [Fact]
    public async Task What_a_server_that_was_killed_left_there_is_in_nobodys_way()
    {
        // A file that nobody listens at refuses who connects, as the socket of a killed process does.
        await File.WriteAllTextAsync(vault.Vault.Control, "", Stop);
        await vault.ServeAsync();
        Assert.Empty(vault.Told);
        using var server = Connect();
        Assert.True(server.Status().Holds);
    }

    [Fact]
    public async Task A_fifth_server_of_the_folder_says_that_it_cannot_be_controlled_and_serves()
    {
        await using var log = new AccessLog(vault.Vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, _ => { });
        using var keys = new BodyKeys();
        using var desk = new ControlDesk(vault.Vault, keys, log, TimeProvider.System, () => []);
        await using var first = Start();
        await using var second = Start();
        await using var third = Start();
        await using var fourth = Start();
        Assert.Equal(
            ["control-2.sock", "control-3.sock", "control-4.sock", "control.sock"],
            Directory.EnumerateFiles(vault.At("kluis"), "control*.sock").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await vault.ServeAsync();
        Assert.Equal(new AnotherServes(vault.Vault.Control).In(Language.English), Assert.Single(vault.Told));
        await vault.DoAsync("PUT", "/haven");
        var servers = ControlClient.ConnectToAll(vault.At("kluis")).ToList();
        Assert.Equal(4, servers.Count);
        servers.ForEach(server => server.Value.Dispose());

        ControlServer Start() => ControlServer.Start(vault.Vault.Control, desk, says => vault.Told.Enqueue(says.English)).Value;
    }

    [Fact]
    public async Task Servers_that_start_together_each_get_a_socket_of_their_own_and_leave_none()
    {
        for (var round = 0; round < 20; round++)
        {
            using var together = new Barrier(4);
            var started = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait(Stop);
                    return ControlSocket.ListenBeside(vault.Vault.Control).Value;
                },
                Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            Assert.Equal(ControlSocket.PathsBeside(vault.Vault.Control).Order(), started.Select(held => held.Path).Order());
            Assert.All(started, held => ControlSocket.Connect(held.Path).Value.Dispose());
            Assert.IsType<AnotherServes>(ControlSocket.ListenBeside(vault.Vault.Control).Problem);
            Array.ForEach(started, held => held.Dispose());
            Assert.Empty(Directory.GetFiles(vault.At("kluis"), "control*.sock"));
        }
    }

    /// <summary>Between its two steps, having a name and listening at it, a server refuses who connects, as one that died does.</summary>
    [Fact]
    public void The_socket_of_a_server_that_does_not_listen_yet_is_left_to_it()
    {
        using var own = new FileStream(ControlSocket.LockOf(vault.Vault.Control), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var early = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        early.Bind(ControlSocket.AddressOf(vault.Vault.Control).Value);
        using var second = ControlSocket.ListenBeside(vault.Vault.Control).Value;
        Assert.EndsWith("control-2.sock", second.Path, StringComparison.Ordinal);
        early.Listen();
        ControlSocket.Connect(vault.Vault.Control).Value.Dispose();
    }

    [Fact]
    public void A_path_that_is_too_long_for_a_socket_is_named()
    {
        var deep = Path.Combine(Path.GetTempPath(), new string('d', 90), "control.sock");
        Assert.IsType<SocketPathTooLong>(ControlSocket.AddressOf(deep).Problem);
        Assert.Equal("control.sock", ControlSocket.AddressOf(Path.Combine(Environment.CurrentDirectory, "control.sock")).Value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"do\":\"stop\"}")]
    [InlineData("{\"do\":1}")]
    [InlineData("{\"do\":\"status\",\"do\":\"status\"}")]
    [InlineData("{\"do\":\"status\"} {}")]
    [InlineData("{\"do\":\"status\",\"body\":\"b\"}")]
    [InlineData("{\"do\":\"unlock\",\"body\":\"b\"}")]
    [InlineData("{\"do\":\"unlock\",\"body\":\"b\",\"officer\":\"x\",\"passphrase\":\"y\"}")]
    [InlineData("{\"do\":\"unlock\",\"body\":\"b\",\"passphrase\":\"\\ud800\"}")]
    [InlineData("{\"do\":\"lock\",\"body\":{}}")]
    [InlineData("{\"do\":\"lock\",\"body\":\"b\",\"more\":\"\"}")]
    public void Nonsense_is_no_request(string line) =>
        Assert.IsType<NoControlRequest>(ControlRequest.Read(Encoding.UTF8.GetBytes(line)).Problem);

    [Fact]
    public void Any_bytes_are_a_request_or_none_and_break_nothing()
    {
        var random = new Random(1);
        var whole = Encoding.UTF8.GetBytes("{\"do\":\"unlock\",\"body\":\"org:w\",\"passphrase\":\"een wachtzin\"}");
        for (var i = 0; i < 20_000; i++)
        {
            var line = whole.ToArray();
            for (var n = random.Next(4); n >= 0; n--)
            {
                line[random.Next(line.Length)] = (byte)random.Next(256);
            }

            using var read = ControlRequest.Read(line).Holds ? ControlRequest.Read(line).Value : null;
        }
    }

    [Fact]
    public async Task After_nonsense_the_next_line_is_answered_and_an_endless_line_is_cut_off()
    {
        await vault.ServeAsync();
        Assert.Contains("\"ok\":false", await SayAsync("hello\n"), StringComparison.Ordinal);
        var lines = (await SayAsync("hello\n{\"do\":\"status\"}\n")).Split('\n');
        Assert.Contains("no request", lines[0], StringComparison.Ordinal);
        Assert.Contains("kluis.example.nl", lines[1], StringComparison.Ordinal);
        Assert.Contains("no request", await SayAsync(new string('x', ControlRequest.LongestLine)), StringComparison.Ordinal);
        using var server = Connect();
        Assert.True(server.Status().Holds);
    }

    [Fact]
    public void A_request_wipes_its_secrets()
    {
        var request = ControlRequest.Read("{\"do\":\"unlock\",\"body\":\"b\",\"passphrase\":\"geheim\"}"u8).Value;
        var secret = request.Passphrase!;
        Assert.Equal("geheim", new string(secret));
        request.Dispose();
        Assert.All(secret, sign => Assert.Equal('\0', sign));
    }

    private static (ServedState State, int Have, int Need) Known(Result<ServedBody> body) =>
        (body.Value.State, body.Value.Have, body.Value.Need);

    private static string Guess(ControlClient server) =>
        server.Unlock(ServedVault.Body, "niet deze wachtzin".AsMemory(), "").Problem!.In(Language.English);

    private ControlClient Connect() => ControlClient.Connect(vault.Vault).Value;

    private void SetOfficers()
    {
        officers.Clear();
        var wanted = new WantedOfficers(["ciso", "archivaris", "secretaris"], 2, KeepsPassphrase: true);
        var set = vault.Vault.Keys.SetOfficers(ServedVault.Body, ServedVault.Passphrase, wanted, keys =>
        {
            officers.AddRange(keys.Select(k => OfficerKey.Read(k.Reveal()).Value));
            return null;
        });
        Assert.True(set.Holds);
    }

    private async Task FillAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
        await vault.StopAsync();
    }

    private async Task<HttpStatusCode> ReadAsync()
    {
        using var answer = await vault.SendAsync("GET", "/haven/brief");
        return answer.StatusCode;
    }

    private IEnumerable<LogEntry> Entries() => vault.Log.From(0).Select(e => e!.Entry().Value);

    private string Unlockings() => string.Join(
        "; ", Entries().Where(e => e.What == "sluis:UnlockKeys").Select(e => $"{e.Who} {e.Outcome}"));

    /// <summary>Says something to the socket, and nothing more; returns all that is answered.</summary>
    private async Task<string> SayAsync(string text)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(vault.Vault.Control), Stop);
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), Stop);
        await using var stream = new NetworkStream(socket);
        socket.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Stop);
    }
}

/// <summary>A clock that stands still until it is moved; timers that are due go off then.</summary>
internal sealed class HandMovedClock : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by)
    {
        now += by;
        foreach (var alarm in alarms.Where(a => a.Due <= now).ToList())
        {
            alarms.Remove(alarm);
            alarm.GoOff();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != WaitingOfficers.Patience)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        var alarm = new Alarm(now + dueTime, () => callback(state));
        alarms.Add(alarm);
        return alarm;
    }

    private sealed record Alarm(DateTimeOffset Due, Action GoOff) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
