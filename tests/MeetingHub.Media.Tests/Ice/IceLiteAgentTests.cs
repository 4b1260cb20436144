using System.Text;
using MeetingHub.Media.Ice;
using MeetingHub.Media.Stun;

namespace MeetingHub.Media.Tests.Ice;

public sealed class IceLiteAgentTests
{
    private static readonly IceCredentials Credentials = new("serverfragment", "a password of more than 24 letters");

    private readonly IceLiteAgent agent = new(Credentials, new Timestamp(0));
    private readonly byte[] response = new byte[IceLiteAgent.MaxResponseBytes];
    private Timestamp now = new(0);

    [Fact]
    public void The_first_good_check_is_answered_and_shows_where_the_peer_is()
    {
        Assert.Equal(StunOutcome.Selected, Send(new Check(Credentials), Check.Home, out var answer));

        Assert.Equal(Check.Home, agent.Selected);
        Assert.True(agent.IsValid(Check.Home));
        Assert.True(StunMessage.TryParse(answer, out var success));
        Assert.Equal(StunType.BindingSuccess, success.Type);
        Assert.True(success.TransactionId.SequenceEqual<byte>([9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2]));
        Assert.True(success.HasValidIntegrity(Encoding.UTF8.GetBytes(Credentials.Password)));
        Assert.True(success.HasValidFingerprint());
        Assert.True(success.TryGetXorMappedAddress(out var mapped));
        Assert.Equal(Check.Home, mapped);
    }

    [Fact]
    public void Before_a_good_check_no_address_is_valid()
    {
        Assert.Null(agent.Selected);
        Assert.False(agent.IsValid(Check.Home));
    }

    [Fact]
    public void A_check_for_an_unknown_fragment_is_met_with_silence()
    {
        Assert.Equal(StunOutcome.Ignored, Send(new Check(Credentials) { Username = "stranger:peer" }, Check.Home, out var answer));

        Assert.Empty(answer);
        Assert.False(agent.IsValid(Check.Home));
    }

    [Theory]
    [InlineData("serverfragment")]
    [InlineData(":peer")]
    [InlineData("")]
    [InlineData("serverfragmen:peer")]
    [InlineData("SERVERFRAGMENT:peer")]
    public void A_user_name_of_another_shape_is_met_with_silence(string username)
    {
        Assert.Equal(StunOutcome.Ignored, Send(new Check(Credentials) { Username = username }, Check.Home, out var answer));

        Assert.Empty(answer);
    }

    [Fact]
    public void A_wrong_password_gets_401_and_nothing_else()
    {
        Assert.Equal(StunOutcome.Rejected, Send(new Check(Credentials) { Password = "guessed" }, Check.Home, out var answer));

        Assert.Equal(401, ErrorIn(answer));
        Assert.False(agent.IsValid(Check.Home));
        Assert.Null(agent.Selected);
    }

    [Fact]
    public void A_check_without_integrity_gets_400()
    {
        Assert.Equal(StunOutcome.Rejected, Send(new Check(Credentials) { HasIntegrity = false }, Check.Home, out var answer));

        Assert.Equal(400, ErrorIn(answer));
    }

    [Fact]
    public void A_check_without_priority_gets_400()
    {
        Assert.Equal(StunOutcome.Rejected, Send(new Check(Credentials) { HasPriority = false }, Check.Home, out var answer));

        Assert.Equal(400, ErrorIn(answer));
    }

    [Fact]
    public void A_peer_that_is_controlled_too_gets_487()
    {
        Assert.Equal(StunOutcome.Rejected, Send(new Check(Credentials) { IsControlled = true }, Check.Home, out var answer));

        Assert.Equal(487, ErrorIn(answer));
        Assert.Null(agent.Selected);
    }

    [Fact]
    public void An_attribute_that_must_be_understood_and_is_not_gets_420_and_its_name()
    {
        Assert.Equal(StunOutcome.Rejected, Send(new Check(Credentials) { ExtraAttribute = 0x0017 }, Check.Home, out var answer));

        Assert.Equal(420, ErrorIn(answer));
        Assert.True(StunMessage.TryParse(answer, out var error));
        Assert.True(error.TryGet(StunAttribute.UnknownAttributes, out var unknown));
        Assert.Equal("0017", Bytes.ToHex(unknown));
    }

    // libwebrtc carries a whole DTLS flight in 0xC070.
    [Theory]
    [InlineData(0xC070, 1000)]
    [InlineData(0xC071, 4)]
    [InlineData(0x8029 + 0x100, 8)]
    public void Attributes_that_may_be_ignored_are(int attribute, int length) => Assert.Equal(
        StunOutcome.Selected,
        Send(new Check(Credentials) { ExtraAttribute = (ushort)attribute, ExtraBytes = length }, Check.Home, out _));

    [Fact]
    public void Without_fingerprint_or_as_anything_but_a_request_it_is_ignored()
    {
        Check[] checks =
        [
            new Check(Credentials) { HasFingerprint = false },
            new Check(Credentials) { HasUsername = false },
            new Check(Credentials) { Type = StunType.BindingIndication },
            new Check(Credentials) { Type = StunType.BindingSuccess },
            new Check(Credentials) { Type = (StunType)0x0003 },
        ];

        Assert.All(checks, check => Assert.Equal(StunOutcome.Ignored, Send(check, Check.Home, out _)));
    }

    [Fact]
    public void An_oversize_check_is_ignored() => Assert.Equal(
        StunOutcome.Ignored, Send(new Check(Credentials) { ExtraAttribute = 0xC070, ExtraBytes = 1600, HasIntegrity = false }, Check.Home, out _));

    [Fact]
    public void An_answer_is_hardly_larger_than_its_question()
    {
        Check[] checks = [new(Credentials), new(Credentials) { Password = "x" }, new(Credentials) { ExtraAttribute = 0x17 }];
        foreach (var check in checks)
        {
            Send(check, Check.From("2001:db8::1", 9), out var answer);
            Assert.InRange(answer.Length, 1, check.Write().Length);
        }
    }

    [Fact]
    public void Without_nomination_the_first_address_stays_selected_and_others_are_valid()
    {
        Send(new Check(Credentials) { Nominates = false }, Check.Home, out _);

        Assert.Equal(StunOutcome.Authenticated, Send(new Check(Credentials) { Nominates = false }, Check.Mobile, out _));

        Assert.Equal(Check.Home, agent.Selected);
        Assert.True(agent.IsValid(Check.Mobile));
    }

    [Fact]
    public void A_nominating_check_from_elsewhere_moves_the_peer()
    {
        Send(new Check(Credentials), Check.Home, out _);

        Assert.Equal(StunOutcome.Selected, Send(new Check(Credentials), Check.Mobile, out _));
        Assert.Equal(Check.Mobile, agent.Selected);
        Assert.Equal(StunOutcome.Authenticated, Send(new Check(Credentials), Check.Mobile, out _));
    }

    [Fact]
    public void Whoever_copies_a_check_s_address_cannot_take_the_peer_over()
    {
        Send(new Check(Credentials), Check.Home, out _);

        Assert.Equal(StunOutcome.Rejected, Send(new Check(Credentials) { Password = "guessed" }, Check.Mobile, out _));

        Assert.Equal(Check.Home, agent.Selected);
        Assert.False(agent.IsValid(Check.Mobile));
    }

    [Fact]
    public void The_highest_nomination_wins_whatever_the_order()
    {
        Send(new Check(Credentials) { Nomination = 1 }, Check.Home, out _);
        Send(new Check(Credentials) { Nomination = 3 }, Check.Mobile, out _);

        Send(new Check(Credentials) { Nomination = 2 }, Check.Home, out _);

        Assert.Equal(Check.Mobile, agent.Selected);
    }

    [Fact]
    public void Eight_addresses_are_kept_and_the_longest_unheard_goes_but_never_the_selected_one()
    {
        Send(new Check(Credentials), Check.Home, out _);
        for (var port = 1; port <= 7; port++) SendLater(Check.From("203.0.113.1", port));
        SendLater(Check.From("203.0.113.1", 1));
        Assert.Null(agent.Evicted);

        SendLater(Check.From("203.0.113.1", 8));

        Assert.Equal(Check.From("203.0.113.1", 2), agent.Evicted);
        Assert.False(agent.IsValid(Check.From("203.0.113.1", 2)));
        Assert.True(agent.IsValid(Check.From("203.0.113.1", 1)));
        Assert.True(agent.IsValid(Check.Home));
    }

    [Fact]
    public void Consent_lasts_thirty_seconds_from_the_last_check_of_the_selected_address()
    {
        Assert.Equal(new Timestamp(0) + TimeSpan.FromSeconds(30), agent.ConsentExpires);
        now += TimeSpan.FromSeconds(5);
        Send(new Check(Credentials), Check.Home, out _);
        now += TimeSpan.FromSeconds(5);

        Send(new Check(Credentials) { Nominates = false }, Check.Mobile, out _);
        Send(new Check(Credentials) { Password = "guessed" }, Check.Home, out _);

        Assert.Equal(new Timestamp(0) + TimeSpan.FromSeconds(35), agent.ConsentExpires);
    }

    [Fact]
    public void A_restart_takes_old_and_new_credentials_until_the_new_ones_are_used()
    {
        var fresh = new IceCredentials("anotherfragment", "another password of 24 letters and more");
        Send(new Check(Credentials), Check.Home, out _);

        agent.Restart(fresh);
        Assert.Equal(StunOutcome.Authenticated, Send(new Check(Credentials), Check.Home, out _));
        Assert.Equal(Credentials, agent.Retiring);
        Assert.Equal(StunOutcome.Selected, Send(new Check(fresh), Check.Mobile, out var answer));

        Assert.True(StunMessage.TryParse(answer, out var success));
        Assert.True(success.HasValidIntegrity(Encoding.UTF8.GetBytes(fresh.Password)));
        Assert.Null(agent.Retiring);
        Assert.Equal(StunOutcome.Ignored, Send(new Check(Credentials), Check.Home, out _));
        Assert.Equal(Check.Mobile, agent.Selected);
    }

    // A browser whose first restart went nowhere tries again, and lost its consent meanwhile: the pair it was using had been dropped.
    [Fact]
    public void A_second_restart_before_any_check_keeps_the_pair_in_use()
    {
        var lost = new IceCredentials("lostfragment", "another password of 24 letters and more");
        var fresh = new IceCredentials("anotherfragment", "a third password of 24 letters and more");
        Send(new Check(Credentials), Check.Home, out _);

        agent.Restart(lost);
        agent.Restart(fresh);

        Assert.Equal(StunOutcome.Authenticated, Send(new Check(Credentials), Check.Home, out _));
        Assert.Equal(StunOutcome.Ignored, Send(new Check(lost), Check.Home, out _));
        Assert.Equal(StunOutcome.Selected, Send(new Check(fresh), Check.Mobile, out _));
    }

    [Fact]
    public void When_the_selected_way_closes_the_one_heard_last_takes_its_place()
    {
        var (older, newer) = (Check.From("203.0.113.1", 1), Check.From("203.0.113.1", 2));
        foreach (var from in (RemoteAddress[])[Check.Home, older, newer])
        {
            Send(new Check(Credentials) { Nominates = from == Check.Home }, from, out _);
            now += TimeSpan.FromSeconds(1);
        }

        agent.Forget(Check.Home);

        Assert.Equal(newer, agent.Selected);
        Assert.False(agent.IsValid(Check.Home));
        Assert.True(agent.IsValid(older));
    }

    [Fact]
    public void When_the_only_way_closes_the_next_check_selects_again()
    {
        Send(new Check(Credentials), Check.Home, out _);
        agent.Forget(Check.Home);
        Assert.Null(agent.Selected);

        Assert.Equal(StunOutcome.Selected, Send(new Check(Credentials) { Nominates = false }, Check.Mobile, out _));
    }

    [Fact]
    public void A_restart_mixes_no_fragment_with_the_other_s_password()
    {
        var fresh = new IceCredentials("anotherfragment", "another password of 24 letters and more");
        agent.Restart(fresh);

        Assert.Equal(StunOutcome.Rejected, Send(new Check(fresh) { Password = Credentials.Password }, Check.Home, out _));
        Assert.Equal(StunOutcome.Rejected, Send(new Check(Credentials) { Password = fresh.Password }, Check.Home, out _));
        Assert.Equal(Credentials, agent.Retiring);
    }

    [Fact]
    public void After_a_restart_nominations_are_counted_anew()
    {
        var fresh = new IceCredentials("anotherfragment", "another password of 24 letters and more");
        Send(new Check(Credentials) { Nomination = 9 }, Check.Home, out _);
        agent.Restart(fresh);

        Assert.Equal(StunOutcome.Selected, Send(new Check(fresh) { Nomination = 1 }, Check.Mobile, out _));
    }

    [Fact]
    public void The_fragment_is_read_without_authentication_so_that_the_agent_can_be_found()
    {
        Span<char> fragment = stackalloc char[32];

        Assert.True(IceLiteAgent.TryReadUsernameFragment(new Check(Credentials) { Password = "x" }.Write(), fragment, out var length));

        Assert.Equal(Credentials.UsernameFragment, fragment[..length].ToString());
    }

    [Fact]
    public void No_fragment_is_read_from_what_is_no_check_or_does_not_fit()
    {
        Span<char> fragment = stackalloc char[32];
        Check[] checks =
        [
            new Check(Credentials) { HasUsername = false },
            new Check(Credentials) { Type = StunType.BindingSuccess },
            new Check(Credentials) { Username = new string('a', 33) + ":b" },
            new Check(Credentials) { Username = "đ:b" },
        ];
        foreach (var check in checks) Assert.False(IceLiteAgent.TryReadUsernameFragment(check.Write(), fragment, out _));

        var good = new Check(Credentials).Write();
        for (var length = 0; length < good.Length; length++)
            Assert.False(IceLiteAgent.TryReadUsernameFragment(good.AsSpan(0, length), fragment, out _));
    }

    [Fact]
    public void Damaged_checks_never_move_the_peer()
    {
        var random = new Random(8445);
        var good = new Check(Credentials).Write();
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = good.ToArray();
            for (var change = random.Next(1, 5); change > 0; change--) damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            if (damaged.AsSpan().SequenceEqual(good)) continue;
            agent.Handle(damaged, Check.Mobile, now, response, out _);
        }

        Assert.Null(agent.Selected);
        Assert.False(agent.IsValid(Check.Mobile));
    }

    [Fact]
    public void Generated_credentials_are_long_enough_and_use_only_ice_characters()
    {
        var value = 0;
        var credentials = IceCredentials.Generate(destination =>
        {
            foreach (ref var b in destination) b = (byte)value++;
        });

        Assert.Matches("^[A-Za-z0-9+/]{12}$", credentials.UsernameFragment);
        Assert.Matches("^[A-Za-z0-9+/]{28}$", credentials.Password);
        Assert.DoesNotContain(credentials.Password, credentials.ToString(), StringComparison.Ordinal);
    }

    private StunOutcome Send(Check check, RemoteAddress source, out byte[] answer)
    {
        var outcome = agent.Handle(check.Write(), source, now, response, out var length);
        answer = response[..length];
        return outcome;
    }

    private void SendLater(RemoteAddress source)
    {
        now += TimeSpan.FromSeconds(1);
        Send(new Check(Credentials) { Nominates = false }, source, out _);
    }

    private static int ErrorIn(byte[] answer)
    {
        Assert.True(StunMessage.TryParse(answer, out var message));
        Assert.Equal(StunType.BindingError, message.Type);
        Assert.True(message.HasValidFingerprint());
        Assert.True(message.TryGet(StunAttribute.ErrorCode, out var error));
        return error[2] * 100 + error[3];
    }
}
