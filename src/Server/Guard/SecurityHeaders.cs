namespace Sluiswachter.Server.Guard;

/// <summary>Tells browsers what a page of ours may do: show itself with our own style, and ask us again.</summary>
/// <remarks>
/// Headers of the Dutch API Design Rules (transport security) and of the OWASP Secure Headers Project. No script may
/// run at all, so text from an import that slipped through as markup could still do nothing. No cookies are set.
/// </remarks>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>No source of anything but our own style sheet and icon; forms go back to us; nobody frames us.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private const string PermissionsPolicy =
        "accelerometer=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), " +
        "microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    /// <summary>Adds the headers and goes on.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // Facts may be for internal use only: nothing keeps a copy unless an endpoint says otherwise.
        headers.CacheControl = "no-store";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return next(context);
    }
}
