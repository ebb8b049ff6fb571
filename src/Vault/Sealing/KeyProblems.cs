using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>A wrapped key or sealed attributes do not open: altered, or meant for something else.</summary>
public sealed record DoesNotOpen() : Problem(new Phrase(
    "this does not open: it was altered, or sealed for another body, blob or object",
    "dit gaat niet open: het is gewijzigd, of verzegeld voor een andere overheidsorganisatie, een andere blob of een ander object"));

/// <summary>A key that is not in the ring.</summary>
public sealed record UnknownKey(KeyName Key) : Problem(new Phrase(
    $"the key {Key} is not in this key ring",
    $"de sleutel {Key} zit niet aan deze sleutelbos"));

/// <summary>A key that was destroyed, and with it what it opened.</summary>
public sealed record DestroyedKey(KeyName Key) : Problem(new Phrase(
    $"the key {Key} was destroyed, and what it sealed is gone for good",
    $"de sleutel {Key} is vernietigd, en wat ermee verzegeld is, is voorgoed weg"));

/// <summary>The current version cannot be destroyed on its own.</summary>
public sealed record CurrentVersionIsNeeded(KeyName Key) : Problem(new Phrase(
    $"the key {Key} is the current one: rotate first, or destroy all keys of the body",
    $"de sleutel {Key} is de huidige: vernieuw eerst, of vernietig alle sleutels van de overheidsorganisatie"));

/// <summary>What was sealed with a customer's key was asked for without it.</summary>
public sealed record CustomerKeyIsNeeded() : Problem(new Phrase(
    "this was sealed with a key of the customer, which is needed to open it",
    "dit is verzegeld met een sleutel van de klant, en die is nodig om het te openen"));

/// <summary>A customer's key that is not the one that something was sealed with.</summary>
public sealed record WrongCustomerKey() : Problem(new Phrase(
    "this was sealed with another key of the customer",
    "dit is verzegeld met een andere sleutel van de klant"));

/// <summary>A text that must stand in one line, and cannot.</summary>
public sealed record NotOneLine(string Text) : Problem(new Phrase(
    $"{Quote(Text)} must be one line: not empty, no control characters, no space at either end",
    $"{Quote(Text)} moet één regel zijn: niet leeg, geen stuurtekens, geen spatie aan een van beide einden"));
