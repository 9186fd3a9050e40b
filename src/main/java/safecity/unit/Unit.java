package safecity.unit;

import java.util.List;

/**
 * A unit that takes part.
 *
 * @param code             stable ASCII code, also the engine's group
 * @param shortName        as lists write it (区应急管理局)
 * @param fullName         as documents write it; not checked against an official list unless {@code fullNameVerified}
 * @param kind             leading_group, office, experts, department, oversight, town, subdistrict or base
 * @param kindName         the kind in Chinese
 * @param aliases          other spellings that lists use
 * @param fullNameVerified whether an official source gives the full name
 */
public record Unit(
        String code,
        String shortName,
        String fullName,
        String kind,
        String kindName,
        List<String> aliases,
        boolean fullNameVerified) {}
