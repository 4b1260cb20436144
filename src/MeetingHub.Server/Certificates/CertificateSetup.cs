using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MeetingHub.Server.Certificates;

internal static class CertificateSetup
{
    public static WebApplicationBuilder AddCertificate(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CertificateOptions>().BindConfiguration("Certificate");
        builder.Services.AddSingleton<ServerCertificate>();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IServiceProvider>((kestrel, services) =>
            kestrel.ConfigureHttpsDefaults(https =>
            {
                // Asked for at the first https address, so that without one none is made.
                var certificate = services.GetRequiredService<ServerCertificate>();
                https.ServerCertificateSelector = (_, _) => certificate.Certificate;
                https.OnAuthenticate = (_, tls) =>
                {
                    // A selector gives the certificate alone; the context also those between it and its root.
                    tls.ServerCertificateSelectionCallback = null;
                    tls.ServerCertificateContext = certificate.Context;
                };
            }));
        return builder;
    }
}
