package dev.slipway.functions.access;

import dev.slipway.packages.ChangeVisibility;
import dev.slipway.packages.FindPerson;
import dev.slipway.packages.GrantAccess;
import dev.slipway.packages.ListGrants;
import dev.slipway.packages.ListPackages;
import dev.slipway.packages.ListPackagesOfPerson;
import dev.slipway.packages.NameCollaborator;
import dev.slipway.packages.ReadDownloads;
import dev.slipway.packages.ReadVisibility;
import dev.slipway.packages.RemoveCollaborator;
import dev.slipway.packages.ShareInPool;
import dev.slipway.packages.ShowPackage;
import dev.slipway.packages.WithdrawGrant;

/// All that this function does, in whatever words it is asked: npm's, our own API's, or a page's.
record Access(
        ListPackages list,
        ListPackagesOfPerson listOfPerson,
        ShowPackage show,
        ReadDownloads downloads,
        ReadVisibility readVisibility,
        ChangeVisibility changeVisibility,
        ShareInPool shareInPool,
        NameCollaborator name,
        RemoveCollaborator remove,
        GrantAccess grant,
        WithdrawGrant withdraw,
        ListGrants listGrants,
        FindPerson findPerson) {}
