namespace Sluiswachter.Vault;

/// <summary>Where chance comes from: fills the bytes it is given; <c>RandomNumberGenerator.Fill</c> outside of tests.</summary>
/// <remarks>Must be unpredictable and never repeat: every promise of the sealing rests on it.</remarks>
public delegate void Randomness(Span<byte> into);
