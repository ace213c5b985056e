using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Credentials;

/// <summary>The UTF-8 bytes of a secret, in memory that the collector does not copy and that is cleared on dispose.</summary>
internal sealed class SecretBuffer : IDisposable
{
    /// <summary>Shorter ones would be found by chance, in texts that have nothing to do with them.</summary>
    public const int ShortestToScrub = 8;

    private readonly object _gate = new();
    private readonly byte[] _bytes;
    private readonly int _characters;
    private GCHandle _pin;

    private SecretBuffer(ReadOnlySpan<char> text)
    {
        var characters = text.ToArray();
        _characters = characters.Length;
        try
        {
            _bytes = new byte[Encoding.UTF8.GetByteCount(characters)];
            _pin = GCHandle.Alloc(_bytes, GCHandleType.Pinned);
            Encoding.UTF8.GetBytes(characters, 0, characters.Length, _bytes, 0);
        }
        finally
        {
            Array.Clear(characters, 0, characters.Length);
        }
    }

    ~SecretBuffer() => Clear();

    /// <summary>Whether an HTTP header can carry it as it is: printable ASCII without spaces.</summary>
    public bool IsHeaderText => Array.TrueForAll(_bytes, value => value is > 0x20 and < 0x7F);

    public static SecretBuffer From(string secret) => new(secret.AsSpan());

    public static unsafe SecretBuffer From(SecureString secret)
    {
        var unmanaged = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return new SecretBuffer(new ReadOnlySpan<char>((void*)unmanaged, secret.Length));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(unmanaged);
        }
    }

    public byte[] HmacSha256(byte[] message, int length)
    {
        lock (_gate)
        {
            ThrowIfCleared();
#if NET
            return HMACSHA256.HashData(_bytes, message.AsSpan(0, length));
#else
            using var hmac = new HMACSHA256(_bytes);
            return hmac.ComputeHash(message, 0, length);
#endif
        }
    }

    /// <summary>The secret as the string a header needs; let go of it at once.</summary>
    public string Reveal()
    {
        lock (_gate)
        {
            ThrowIfCleared();
            return Encoding.UTF8.GetString(_bytes);
        }
    }

    /// <summary>The text with every occurrence of the secret masked.</summary>
    public string Scrub(string text)
    {
        // Most texts are shorter than the secret and cannot have it: no need to encode them, nor to queue for the gate.
        if (text.Length < _characters || _bytes.Length < ShortestToScrub)
        {
            return text;
        }

        lock (_gate)
        {
            return _pin.IsAllocated && IsIn(text) ? text.Replace(Encoding.UTF8.GetString(_bytes), "***") : text;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Clear();
        }

        GC.SuppressFinalize(this);
    }

    // Compares bytes, so that no plain copy of the secret is made for the many texts that do not have it.
    private bool IsIn(string text) => Encoding.UTF8.GetBytes(text).AsSpan().IndexOf(_bytes) >= 0;

    private void Clear()
    {
        if (_pin.IsAllocated)
        {
            Array.Clear(_bytes, 0, _bytes.Length);
            _pin.Free();
        }
    }

    private void ThrowIfCleared()
    {
        if (!_pin.IsAllocated)
        {
            throw new NcpException(NcpErrorKind.SessionClosed, "The session is disconnected.");
        }
    }
}
