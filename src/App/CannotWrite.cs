using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>A file or folder that cannot be made.</summary>
public sealed record CannotWrite(string Path, Phrase Reason) : Problem(new Phrase(
    $"{Quote(Path)} cannot be written ({Reason.English}): expected a place where you may make files",
    $"{Quote(Path)} kan niet worden geschreven ({Reason.Dutch}): verwacht een plaats waar u bestanden mag maken"));
