namespace Sluiswachter.Store;

/// <summary>When it was observed who needs what: the requirements that hold on a day.</summary>
/// <remarks>
/// A fact without a first day holds since always (docs/bundle.md). So what was observed in April counts in January too,
/// though nobody looked in January: whoever asks about January is told so.
/// </remarks>
/// <param name="Requirements">How many requirements hold on the day.</param>
/// <param name="First">The first day on which one of them was observed; null when none says.</param>
/// <param name="NewestMeasurement">The last day on which one of them was measured; null when none was.</param>
/// <param name="Later">How many were observed after the day, and do not say from which day they hold.</param>
public sealed record Observations(int Requirements, DateOnly? First, DateOnly? NewestMeasurement, int Later);
