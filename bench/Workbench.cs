using Sluiswachter.Store;

namespace Sluiswachter.Bench;

/// <summary>A temporary folder with what one measurement needs; gone when disposed.</summary>
public sealed class Workbench : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sluis-bench-").FullName;
    private int names;

    /// <summary>The day for which made-up registers are asked.</summary>
    public static DateOnly Day { get; } = new(2026, 6, 1);

    /// <summary>The command line, as people start it.</summary>
    public string Sluis { get; } = Path.Combine(FindRoot(), "sluis");

    /// <summary>The folder of the measurements' sources.</summary>
    public string Sources { get; } = Path.Combine(FindRoot(), "bench");

    /// <summary>A path that nothing else uses.</summary>
    public string NewPath(string ending) => Path.Combine(folder, $"{++names}{ending}");

    /// <summary>Makes sure that the command line is built, so that no measurement builds it.</summary>
    public void BuildCommandLine() => Programs.Run([Sluis, "--version"]);

    /// <summary>Writes a made-up register as a bundle, and returns its folder.</summary>
    public string Generate(RegisterShape shape)
    {
        var bundle = NewPath("-bundle");
        Generator.Write(shape, bundle);
        return bundle;
    }

    /// <summary>Imports a bundle with the command line.</summary>
    /// <param name="bundle">Its folder.</param>
    /// <param name="address">The store, empty.</param>
    public TimedProcess Import(string bundle, string address) =>
        TimedProcess.Run([Sluis, "import", bundle, "--store", address, "--by", "bench"]);

    /// <summary>Makes up a register and imports it in a new SQLite file; returns its address.</summary>
    public string NewRegister(RegisterShape shape)
    {
        var address = $"sqlite:{NewPath(".sqlite")}";
        Import(Generate(shape), address);
        return address;
    }

    /// <summary>Opens a register.</summary>
    public static IRegisterStore Open(string address) => RegisterStore.Open(address).Value;

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Sluiswachter.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("run this from a checkout: there is no Sluiswachter.slnx above the program");
    }
}
