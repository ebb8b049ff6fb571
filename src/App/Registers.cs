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

    /// <summary>Opens a store; makes it when it is a file that is not there yet.</summary>
    /// <param name="address">Where; null: the variable's value, else <see cref="DefaultAddress"/>.</param>
    public static Result<IRegisterStore> Open(string? address) =>
        RegisterStore.Open(address ?? Environment.GetEnvironmentVariable(Variable) ?? DefaultAddress);
}
