package shop;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/orders")
public class Orders {

    @Inject
    SecurityIdentity caller;

    @GET
    @Path("caller")
    @Authenticated
    public String caller() {
        return caller.getPrincipal().getName() + " " + caller.getRoles();
    }

    @GET
    @Path("read")
    @RolesAllowed("orders.Read")
    public String read() {
        return "read";
    }

    @GET
    @Path("cancel")
    @PermissionsAllowed("orders.Cancel")
    public String cancel() {
        return "cancelled";
    }
}
