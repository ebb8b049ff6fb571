using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Finds the register that someone means.</summary>
public static class Registers
{
    /// <summary>The environment variable that names the store when nobody else does.</summary>
    public const string Variable = "SLUIS_STORE";

    /// <summary>Where the register is kept unless told otherwise: a file in the user's data folder.</summary>
    public static string DefaultAddress
    {
        get
        {
            var data = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return $"sqlite:{Path.Combine(data, "sluiswachter", "register.sqlite")}";
        }
    }

    /// <summary>Opens a store; makes it when it is not there yet.</summary>
    /// <param name="address">Where; null: the variable's value, else <see cref="DefaultAddress"/>.</param>
    public static Result<IRegisterStore> Open(string? address) => RegisterStore.Open(AddressOf(address));

    /// <summary>Opens a store that is there; makes nothing, so that a mistyped address is noticed.</summary>
    /// <param name="address">Where; null: the variable's value, else <see cref="DefaultAddress"/>.</param>
    public static Result<IRegisterStore> OpenExisting(string? address)
    {
        var opened = RegisterStore.OpenExisting(AddressOf(address));
        return opened.Problem is NoRegister none ? new NoRegisterThere(none.Place) : opened;
    }

    private static string AddressOf(string? address) =>
        address ?? Environment.GetEnvironmentVariable(Variable) ?? DefaultAddress;
}

/// <summary>A place where a register is looked for and there is none.</summary>
/// <param name="Place">The path of the file, or the database.</param>
public sealed record NoRegisterThere(string Place) : Problem(new Phrase(
    $"there is no register in {Quote(Place)}: the first import makes it, for example: sluis import samples/nl",
    $"er is geen register in {Quote(Place)}: de eerste import maakt het, bijvoorbeeld: sluis import samples/nl"));
