using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Sluiswachter.ForeignData;

/// <summary>Where the files lie that these tests read.</summary>
internal static class DataFolders
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The extracts that are checked in.</summary>
    public static string Extracts { get; } = Path.Combine(Root, "tests", "Foreign.Tests", "data");

    /// <summary>The full files: what SLUISWACHTER_DATA names, else ../shared/data beside the root; null when not there.</summary>
    public static string? Full { get; } = FindFull();

    /// <summary>The suppliers behind measured names, as a bundle.</summary>
    public static string Suppliers { get; } = Path.Combine(Root, "content", "suppliers");

    /// <summary>The names by which they are recognised.</summary>
    public static string Names { get; } = Path.Combine(Root, "content", "names");

    public static string InFull(params string[] path) => Path.Combine([Full!, .. path]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sluiswachter.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("these tests run inside the repository");
        }

        return folder.FullName;
    }

    private static string? FindFull()
    {
        var named = Environment.GetEnvironmentVariable("SLUISWACHTER_DATA");
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(Root, "..", "shared", "data") : named;
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A test on the full files; it does not exist where they do not.</summary>
[XunitTestCaseDiscoverer(typeof(FullDataDiscoverer))]
internal sealed class FullDataFactAttribute(
    [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber);

/// <summary>Finds tests on the full files where these are.</summary>
public sealed class FullDataDiscoverer : FactDiscoverer
{
    /// <inheritdoc />
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        DataFolders.Full is null
            ? new ValueTask<IReadOnlyCollection<IXunitTestCase>>([])
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}
