using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using ISession = Net.Pkcs11Interop.HighLevelAPI.ISession;

namespace Sluiswachter.VaultServer.Tokens;

/// <summary>A token that is spoken to by PKCS#11: keys are made in it, and never leave it.</summary>
/// <remarks>
/// One at a time: a module is loaded, asked, and let go again, so that a token that was taken out is noticed and one that was put
/// back is found. Source: OASIS PKCS#11 2.40.
/// </remarks>
internal static class PkcsToken
{
    private const int KeyBytes = 32;
    private const int IdBytes = 16;
    private const ulong TagBits = 128;

    private static readonly Lock OneAtATime = new();
    private static readonly Pkcs11InteropFactories Factories = new();

    // The package asks for libdl by the name that only machines with a C compiler have.
    static PkcsToken() => NativeLibrary.SetDllImportResolver(
        typeof(Pkcs11InteropFactories).Assembly,
        (name, _, _) => name == "libdl" && NativeLibrary.TryLoad("libdl.so.2", out var library) ? library : IntPtr.Zero);

    /// <summary>Makes a key that never leaves the token; returns its id in hexadecimal digits.</summary>
    public static Result<string> MakeKey(TokenAddress address, ReadOnlyMemory<char> pin, string label) =>
        With<string>(address, pin, SessionType.ReadWrite, session =>
        {
            var id = RandomNumberGenerator.GetBytes(IdBytes);
            var make = Factories.ObjectAttributeFactory;
            session.GenerateKey(Factories.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN),
            [
                make.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), make.Create(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
                make.Create(CKA.CKA_TOKEN, true), make.Create(CKA.CKA_PRIVATE, true),
                make.Create(CKA.CKA_SENSITIVE, true), make.Create(CKA.CKA_EXTRACTABLE, false),
                make.Create(CKA.CKA_ENCRYPT, true), make.Create(CKA.CKA_DECRYPT, true),
                make.Create(CKA.CKA_WRAP, false), make.Create(CKA.CKA_UNWRAP, false),
                make.Create(CKA.CKA_VALUE_LEN, (ulong)KeyBytes), make.Create(CKA.CKA_LABEL, label), make.Create(CKA.CKA_ID, id),
            ]);
            return Convert.ToHexStringLower(id);
        });

    /// <summary>Seals with a key of a token.</summary>
    public static TokenCipher Sealing(TokenAddress address, string key, ReadOnlyMemory<char> pin) => (nonce, associated, text) =>
        WithKey(address, key, pin, (session, found) => session.Encrypt(Gcm(nonce, associated), found, text));

    /// <summary>Opens what a key of a token sealed.</summary>
    public static TokenCipher Opening(TokenAddress address, string key, ReadOnlyMemory<char> pin) => (nonce, associated, text) =>
        WithKey(address, key, pin, (session, found) => session.Decrypt(Gcm(nonce, associated), found, text));

    private static IMechanism Gcm(byte[] nonce, byte[] associated) => Factories.MechanismFactory.Create(
        CKM.CKM_AES_GCM, Factories.MechanismParamsFactory.CreateCkGcmParams(nonce, (ulong)nonce.Length * 8, associated, TagBits));

    private static Result<byte[]> WithKey(
        TokenAddress address, string key, ReadOnlyMemory<char> pin, Func<ISession, IObjectHandle, byte[]> use) =>
        With<byte[]>(address, pin, SessionType.ReadOnly, session =>
        {
            var found = session.FindAllObjects(
            [
                Factories.ObjectAttributeFactory.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
                Factories.ObjectAttributeFactory.Create(CKA.CKA_ID, Convert.FromHexString(key)),
            ]);
            return found is [var only] ? use(session, only) : new TokenLacksKey(address.Label);
        });

    private static Result<T> With<T>(TokenAddress address, ReadOnlyMemory<char> pin, SessionType type, Func<ISession, Result<T>> use)
    {
        lock (OneAtATime)
        {
            try
            {
                using var library = Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, address.Module, AppType.MultiThreaded);
                var slots = library.GetSlotList(SlotsType.WithTokenPresent);
                return slots.Find(s => s.GetTokenInfo() is { TokenFlags.TokenInitialized: true } t && t.Label == address.Label) is { } slot
                    ? With(slot, address, pin, type, use)
                    : new TokenNotThere(address.Label);
            }
            catch (Exception e) when (e is UnmanagedException or DllNotFoundException or BadImageFormatException)
            {
                return new NoTokenModule(address.Module, e.Message);
            }
            catch (Pkcs11Exception e)
            {
                return e.RV is CKR.CKR_TOKEN_NOT_PRESENT or CKR.CKR_DEVICE_REMOVED or CKR.CKR_SLOT_ID_INVALID
                    ? new TokenNotThere(address.Label)
                    : new TokenRefused(address.Label, e.RV.ToString());
            }
        }
    }

    private static Result<T> With<T>(
        ISlot slot, TokenAddress address, ReadOnlyMemory<char> pin, SessionType type, Func<ISession, Result<T>> use)
    {
        using var session = slot.OpenSession(type);
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(pin.Span), pinned: true);
        try
        {
            Encoding.UTF8.GetBytes(pin.Span, bytes);
            session.Login(CKU.CKU_USER, bytes);
        }
        catch (Pkcs11Exception e) when (e.RV is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_LOCKED or CKR.CKR_PIN_LEN_RANGE or CKR.CKR_PIN_INVALID)
        {
            var flags = slot.GetTokenInfo().TokenFlags;
            return new WrongPin(
                address.Label,
                e.RV == CKR.CKR_PIN_LOCKED || flags.UserPinLocked ? PinTries.None
                : flags.UserPinFinalTry ? PinTries.One
                : flags.UserPinCountLow ? PinTries.Few
                : PinTries.Some);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        try
        {
            return use(session);
        }
        finally
        {
            session.Logout();
        }
    }
}

/// <summary>How often a wrong PIN may be given still, as a token tells it.</summary>
public enum PinTries
{
    /// <summary>The token says nothing of it.</summary>
    Some,

    /// <summary>Fewer than there were: a wrong one was given before.</summary>
    Few,

    /// <summary>Once.</summary>
    One,

    /// <summary>Not any more.</summary>
    None,
}

/// <summary>The PKCS#11 library of a token cannot be used.</summary>
public sealed record NoTokenModule(string Module, string Why) : Problem(new Phrase(
    $"the PKCS#11 library {Quote(Module)} cannot be loaded: {Why}", $"de PKCS#11-bibliotheek {Quote(Module)} kan niet worden geladen: {Why}"));

/// <summary>A token that is not in any slot.</summary>
public sealed record TokenNotThere(string Label) : Problem(new Phrase(
    $"there is no token labelled {Quote(Label)}: put it in, or see which there are with: pkcs11-tool --list-token-slots",
    $"er is geen token met label {Quote(Label)}: plaats hem, of bekijk welke er zijn met: pkcs11-tool --list-token-slots"));

/// <summary>A token without the key that this vault made in it.</summary>
public sealed record TokenLacksKey(string Label) : Problem(new Phrase(
    $"the token {Quote(Label)} does not have the key that was made in it for this vault: it is another token, or was initialised since",
    $"token {Quote(Label)} heeft de sleutel niet die er voor deze kluis in is gemaakt: het is een andere, of hij is opnieuw ingericht"));

/// <summary>A wrong PIN.</summary>
public sealed record WrongPin(string Label, PinTries Left) : Problem(new Phrase(
    $"the PIN of token {Quote(Label)} is wrong; {Left switch
    {
        PinTries.None => "it is blocked now, and only its security officer can unblock it",
        PinTries.One => "one try is left, and then it is blocked",
        PinTries.Few => "the token says that few tries are left",
        _ => "the token does not say how many tries are left",
    }}",
    $"de pincode van token {Quote(Label)} klopt niet; {Left switch
    {
        PinTries.None => "hij is nu geblokkeerd, en alleen de beveiligingsbeambte kan dat opheffen",
        PinTries.One => "er is nog één poging, daarna blokkeert hij",
        PinTries.Few => "het token meldt dat er weinig pogingen over zijn",
        _ => "het token zegt niet hoeveel pogingen er over zijn",
    }}"));

/// <summary>A token that did not do what it was asked.</summary>
/// <param name="Label">Which.</param>
/// <param name="Code">What it answered, as PKCS#11 names it.</param>
public sealed record TokenRefused(string Label, string Code) : Problem(new Phrase(
    $"the token {Quote(Label)} did not do it: {Code}; the key file is damaged, or the token lacks AES-GCM",
    $"token {Quote(Label)} deed het niet: {Code}; het sleutelbestand is beschadigd, of het token kent geen AES-GCM"));
