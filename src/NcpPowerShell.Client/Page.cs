namespace NcpPowerShell;

/// <summary>A piece of a listing.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items of this page, in the service's order.</param>
/// <param name="TotalCount">How many there are on all pages; <see langword="null"/> when the service does not say.</param>
/// <param name="Next">The position to ask for next; <see langword="null"/> on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long? TotalCount, long? Next);
