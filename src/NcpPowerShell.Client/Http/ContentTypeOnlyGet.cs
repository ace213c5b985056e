#if !NET
using System.Net;

namespace NcpPowerShell.Http;

/// <summary>
/// A GET with a content type and no content, which CLOVA NSML wants. .NET Framework's HttpClient refuses a GET with
/// content and has no content type without; the class below it does not mind.
/// </summary>
internal static class ContentTypeOnlyGet
{
    public static async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, HttpClientHandler like, CancellationToken cancellationToken)
    {
        var request = WebRequest.CreateHttp(message.RequestUri);
        request.AllowAutoRedirect = like.AllowAutoRedirect;
        request.Proxy = like.UseProxy ? like.Proxy ?? WebRequest.DefaultWebProxy : null;
        request.Accept = message.Headers.Accept.ToString();
        request.UserAgent = message.Headers.UserAgent.ToString();
        request.ContentType = message.Content.Headers.ContentType.ToString();
        foreach (var header in message.Headers.Where(header => header.Key.StartsWith("x-ncp-", StringComparison.Ordinal)))
        {
            request.Headers.Add(header.Key, header.Value.Single());
        }

        using var abort = cancellationToken.Register(request.Abort);
        try
        {
            return Answer((HttpWebResponse)await request.GetResponseAsync().ConfigureAwait(false));
        }
        catch (WebException e) when (e.Response is HttpWebResponse refusal)
        {
            return Answer(refusal);
        }
    }

    private static HttpResponseMessage Answer(HttpWebResponse response)
    {
        var answer = new HttpResponseMessage(response.StatusCode) { Content = new StreamContent(response.GetResponseStream()) };
        foreach (var name in response.Headers.AllKeys)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, response.Headers[name]))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, response.Headers[name]);
            }
        }

        return answer;
    }
}
#endif
