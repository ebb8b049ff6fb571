using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>What a drill is held of.</summary>
/// <param name="Copy">The copy.</param>
/// <param name="Kept">The keys.</param>
/// <param name="Passphrase">The passphrase of the vault.</param>
/// <param name="Keys">The keys of bodies, unlocked from those that were kept.</param>
/// <param name="Home">The vault, with the name that the copy has there; null: it is lost.</param>
/// <param name="HomeBlobs">Its sealed streams.</param>
/// <param name="Sample">How many versions of objects are opened, chosen by chance; null: all.</param>
/// <param name="By">The role that holds it.</param>
public sealed record DrillOf(
    ICopy Copy, KeptKeys Kept, string Passphrase, BodyKeys Keys, VaultFolder? Home, IBlobStore? HomeBlobs, int? Sample, string By);
